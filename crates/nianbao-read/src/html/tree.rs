//! The element tree of a page, as a browser builds it, whose text knows its place in the source.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName};
use nianbao_span::Span;

use super::chunks::{ChunkRef, Chunks, ChunksLen};
use super::elements::{Class, Traits, class_of};

/// Index of a node.
pub(super) type NodeId = u32;

/// Stands for no node.
const NONE: NodeId = NodeId::MAX;

/// The deepest nesting that is read. Browsers cut at the same depth.
pub(super) const MAX_DEPTH: u32 = 512;

/// Room made for nodes beforehand, at most. The page of a report has some thousand.
const USUAL_NODES: usize = 4096;

/// Nodes that a page may have beside one for each byte. Unclosed formatting elements are made anew in each paragraph,
/// which a hostile page could use to fill the memory.
const SPARE_NODES: usize = 1024;

/// A page's nodes; the first is the document.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    elements: Vec<Element>,
    /// The text that text nodes refer to.
    pub(super) chunks: Chunks,
    /// Where reading stopped because a limit was passed.
    pub(super) cut: Option<Span>,
}

#[derive(Debug)]
struct Node {
    parent: NodeId,
    previous: NodeId,
    next: NodeId,
    first: NodeId,
    last: NodeId,
    depth: u32,
    kind: Kind,
}

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub(super) enum NodeKind<'t> {
    /// The document, or the contents of a template.
    Root,
    /// An element.
    Element(&'t Element),
    /// Text between tags.
    Text(ChunkRef),
    /// A comment.
    Comment,
}

/// What a node is, by its place.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Root,
    /// An index into [`Tree::elements`].
    Element(u32),
    Text(ChunkRef),
    Comment,
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name in lower case.
    pub(super) name: LocalName,
    /// The part it plays.
    pub(super) class: Class,
    /// What its attributes say.
    pub(super) traits: Traits,
    /// Its start tag; of an element that has none, the tag or text that implied it.
    pub(super) tag: Span,
}

/// What a traversal does at a node and, for elements, after what is inside.
pub(super) trait Visitor {
    /// Comes to a node; answers whether to go inside.
    fn enter(&mut self, node: NodeId) -> Visit;
    /// Leaves a node that was entered, whether or not the inside was visited.
    fn leave(&mut self, node: NodeId);
}

/// Where to go on after a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Visit {
    /// To what is inside.
    Inside,
    /// Past it.
    Past,
}

impl Tree {
    /// The document node.
    pub(super) const ROOT: NodeId = 0;

    /// What a node is.
    pub(super) fn kind(&self, node: NodeId) -> NodeKind<'_> {
        match self.nodes[node as usize].kind {
            Kind::Root => NodeKind::Root,
            Kind::Element(element) => NodeKind::Element(&self.elements[element as usize]),
            Kind::Text(chunk) => NodeKind::Text(chunk),
            Kind::Comment => NodeKind::Comment,
        }
    }

    /// Number of nodes.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node as an element.
    pub(super) fn element(&self, node: NodeId) -> Option<&Element> {
        match self.kind(node) {
            NodeKind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The text that is all there is in a node.
    pub(super) fn only_text(&self, node: NodeId) -> Option<ChunkRef> {
        let Node { first, last, .. } = self.nodes[node as usize];
        match self.nodes.get(first as usize)?.kind {
            Kind::Text(chunk) if first == last => Some(chunk),
            _ => None,
        }
    }

    /// The element around a node.
    pub(super) fn parent(&self, node: NodeId) -> Option<NodeId> {
        Some(self.nodes[node as usize].parent).filter(|parent| *parent != NONE)
    }

    /// The nodes directly inside a node.
    pub(super) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let some = |id: NodeId| (id != NONE).then_some(id);
        std::iter::successors(some(self.nodes[node as usize].first), move |id| {
            some(self.nodes[*id as usize].next)
        })
    }

    /// Visits `root` and all inside it in document order, without recursion.
    pub(super) fn traverse(&self, root: NodeId, visitor: &mut impl Visitor) {
        let mut at = root;
        loop {
            let first = self.nodes[at as usize].first;
            if visitor.enter(at) == Visit::Inside && first != NONE {
                at = first;
                continue;
            }
            loop {
                visitor.leave(at);
                if at == root {
                    return;
                }
                let node = &self.nodes[at as usize];
                if node.next != NONE {
                    at = node.next;
                    break;
                }
                at = node.parent;
            }
        }
    }

    fn new(capacity: usize) -> Tree {
        let mut tree = Tree {
            nodes: Vec::with_capacity(capacity),
            elements: Vec::with_capacity(capacity / 2),
            chunks: Chunks::with_capacity(capacity / 2),
            cut: None,
        };
        tree.add(Kind::Root);
        tree
    }

    fn add_element(&mut self, element: Element) -> NodeId {
        // There are no more elements than nodes.
        let index = u32::try_from(self.elements.len()).unwrap_or(u32::MAX);
        self.elements.push(element);
        self.add(Kind::Element(index))
    }

    fn add(&mut self, kind: Kind) -> NodeId {
        let id =
            NodeId::try_from(self.nodes.len()).expect("nodes are limited by the source's length");
        self.nodes.push(Node {
            parent: NONE,
            previous: NONE,
            next: NONE,
            first: NONE,
            last: NONE,
            depth: 0,
            kind,
        });
        id
    }

    /// Puts a node without parent before `next`, or last where that is [`NONE`].
    fn insert(&mut self, parent: NodeId, child: NodeId, next: NodeId) {
        let last = self.nodes[parent as usize].last;
        let previous = if next == NONE { last } else { self.nodes[next as usize].previous };
        let depth = self.nodes[parent as usize].depth + 1;
        let node = &mut self.nodes[child as usize];
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
        match previous {
            NONE => self.nodes[parent as usize].first = child,
            previous => self.nodes[previous as usize].next = child,
        }
        match next {
            NONE => self.nodes[parent as usize].last = child,
            next => self.nodes[next as usize].previous = child,
        }
    }

    fn detach(&mut self, child: NodeId) {
        let Node { parent, previous, next, .. } = self.nodes[child as usize];
        if parent == NONE {
            return;
        }
        match previous {
            NONE => self.nodes[parent as usize].first = next,
            previous => self.nodes[previous as usize].next = next,
        }
        match next {
            NONE => self.nodes[parent as usize].last = previous,
            next => self.nodes[next as usize].previous = previous,
        }
        let node = &mut self.nodes[child as usize];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }
}

/// A tree as it was when a node had nothing inside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    node: NodeId,
    n_nodes: usize,
    n_elements: usize,
    chunks: ChunksLen,
}

/// Receives what html5ever's tree builder makes.
pub(super) struct Sink {
    tree: RefCell<Tree>,
    /// The table that was made last.
    table: Cell<Option<NodeId>>,
    /// The tag, text or comment that is being processed.
    token: Cell<Span>,
    max_nodes: usize,
    is_full: Cell<bool>,
}

/// A node as the tree builder knows it.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    node: NodeId,
    namespace: Namespace,
    local: LocalName,
}

impl Sink {
    /// A sink for a page of `len_bytes`.
    pub(super) fn new(len_bytes: usize) -> Sink {
        Sink {
            tree: RefCell::new(Tree::new((len_bytes / 12).min(USUAL_NODES))),
            table: Cell::new(None),
            token: Cell::default(),
            max_nodes: len_bytes + SPARE_NODES,
            is_full: Cell::new(false),
        }
    }

    /// Says where the token stands that comes next.
    pub(super) fn begin(&self, token: Span) {
        self.token.set(token);
    }

    /// Whether a limit was passed, so that nothing more should come.
    pub(super) fn is_full(&self) -> bool {
        self.is_full.get()
    }

    /// Takes note of text and gives the ticket to send in its place.
    pub(super) fn chunks(&self) -> std::cell::RefMut<'_, Chunks> {
        std::cell::RefMut::map(self.tree.borrow_mut(), |tree| &mut tree.chunks)
    }

    fn handle(node: NodeId, name: &QualName) -> Handle {
        Handle { node, namespace: name.ns.clone(), local: name.local.clone() }
    }

    fn nameless(node: NodeId) -> Handle {
        Handle { node, namespace: Namespace::default(), local: LocalName::default() }
    }

    /// The table that was made since this was last asked.
    pub(super) fn take_table(&self) -> Option<NodeId> {
        self.table.take()
    }

    /// What to go back to by [`Sink::reset`], with nothing inside `node` yet; `None` where not so much may stand inside it
    /// as `depth`.
    pub(super) fn mark(&self, node: NodeId, depth: u32) -> Option<Mark> {
        let tree = self.tree.borrow();
        let has_room = tree.nodes[node as usize].depth + depth <= MAX_DEPTH;
        let (n_nodes, n_elements) = (tree.nodes.len(), tree.elements.len());
        has_room.then(|| Mark { node, n_nodes, n_elements, chunks: tree.chunks.len() })
    }

    /// Takes back all that was put inside the node of `mark` since.
    pub(super) fn reset(&self, mark: Mark) {
        let mut tree = self.tree.borrow_mut();
        tree.nodes.truncate(mark.n_nodes);
        tree.elements.truncate(mark.n_elements);
        tree.chunks.truncate(mark.chunks);
        let node = &mut tree.nodes[mark.node as usize];
        (node.first, node.last) = (NONE, NONE);
    }

    /// Puts an element, whose tag is the token, last in `parent`.
    pub(super) fn append_element(
        &self,
        parent: NodeId,
        name: &LocalName,
        class: Class,
        attributes: &[Attribute],
    ) -> NodeId {
        let mut tree = self.tree.borrow_mut();
        let traits = Traits::of(name, attributes);
        let element = Element { class, traits, name: name.clone(), tag: self.token.get() };
        let node = tree.add_element(element);
        self.put(&mut tree, parent, node, NONE);
        node
    }

    /// Puts text last in `parent`.
    pub(super) fn append_chunk(&self, parent: NodeId, chunk: ChunkRef) {
        let mut tree = self.tree.borrow_mut();
        let node = tree.add(Kind::Text(chunk));
        self.put(&mut tree, parent, node, NONE);
    }

    /// Puts a child before `next`, or last in `parent`.
    fn place(&self, parent: NodeId, child: NodeOrText<Handle>, next: NodeId) {
        let mut tree = self.tree.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(handle) => {
                tree.detach(handle.node);
                handle.node
            }
            NodeOrText::AppendText(ticket) => match ChunkRef::of_ticket(&ticket) {
                Some(chunk) => tree.add(Kind::Text(chunk)),
                None => return,
            },
        };
        self.put(&mut tree, parent, child, next);
    }

    fn put(&self, tree: &mut Tree, parent: NodeId, child: NodeId, next: NodeId) {
        tree.insert(parent, child, next);
        if tree.nodes[child as usize].depth > MAX_DEPTH || tree.len() > self.max_nodes {
            tree.cut.get_or_insert(self.token.get());
            self.is_full.set(true);
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Sink::nameless(Tree::ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        ExpandedName { ns: &target.namespace, local: &target.local }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let class = class_of(&name);
        let traits = Traits::of(&name.local, &attrs);
        let element = Element { class, traits, name: name.local.clone(), tag: self.token.get() };
        let mut tree = self.tree.borrow_mut();
        let node = tree.add_element(element);
        if flags.template {
            // The contents of a template are the node after it.
            tree.add(Kind::Root);
        }
        if class == Class::Table {
            self.table.set(Some(node));
        }
        Sink::handle(node, &name)
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        Sink::nameless(self.tree.borrow_mut().add(Kind::Comment))
    }

    fn create_pi(&self, _target: StrTendril, data: StrTendril) -> Handle {
        self.create_comment(data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.place(parent.node, child, NONE);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.tree.borrow().parent(sibling.node);
        if let Some(parent) = parent {
            self.place(parent, child, sibling.node);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        prev_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.tree.borrow().parent(element.node).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Sink::nameless(target.node + 1)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.node == y.node
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, _target: &Handle, _attrs: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.node);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        let children: Vec<NodeId> = tree.children(node.node).collect();
        for child in children {
            tree.detach(child);
            tree.insert(new_parent.node, child, NONE);
        }
    }
}
