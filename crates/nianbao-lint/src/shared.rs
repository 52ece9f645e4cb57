use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// What several rules want to know of one report, by its type: found for the first that asks.
#[derive(Debug, Default)]
pub(crate) struct Shared(RefCell<Vec<Rc<dyn Any>>>);

impl Shared {
    /// The one of type `T`; where there is none yet, what `find` finds.
    pub(crate) fn get<T: Any>(&self, find: impl FnOnce() -> T) -> Rc<T> {
        let known = self.0.borrow().iter().find_map(|fact| Rc::clone(fact).downcast().ok());
        known.unwrap_or_else(|| {
            let found = Rc::new(find());
            self.0.borrow_mut().push(Rc::<T>::clone(&found));
            found
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fact_is_found_once() {
        let shared = Shared::default();
        assert_eq!(*shared.get(|| 1_u8), 1);
        assert_eq!(*shared.get(|| 2_u16), 2);
        assert_eq!(*shared.get(|| 3_u8), 1);
    }
}
