//! The check report in a real browser: headless Chromium.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::html::{check_links, folder};
use crate::support::Folder;

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\"";

/// What the browser made of a page.
struct Seen {
    /// The page after its scripts ran.
    page: String,
    /// What the page said on the console: errors, and what its policy refused.
    console: Vec<String>,
    /// What was asked for over a network.
    requests: Vec<String>,
}

/// Longest that the browser may take.
const PATIENCE: Duration = Duration::from_secs(90);

/// Opens a page, or says that there is no browser.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn open(page: &Path) -> Option<Seen> {
    let proxy = Proxy::start();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let browsers = ["chromium", "chromium-browser", "google-chrome"];
    let Some(mut child) = browsers.iter().find_map(|it| start(it, page, folder.path(), &proxy))
    else {
        eprintln!("skipped: there is no Chromium");
        return None;
    };
    let since = Instant::now();
    while child.try_wait().expect("it can be asked").is_none() {
        if since.elapsed() > PATIENCE {
            child.kill().expect("it can be stopped");
            panic!("the browser did not come to an end");
        }
        thread::sleep(Duration::from_millis(50));
    }
    let read = |name| fs::read(folder.path().join(name)).expect("it was written");
    let [page, told] = ["out", "err"].map(|name| String::from_utf8_lossy(&read(name)).into_owned());
    let console = told.lines().filter(|line| line.contains(":CONSOLE:")).map(str::to_owned);
    assert!(page.contains("</html>"), "{told}");
    Some(Seen { page, console: console.collect(), requests: proxy.stop() })
}

fn start(browser: &str, page: &Path, folder: &Path, proxy: &Proxy) -> Option<Child> {
    let file = |name| fs::File::create(folder.join(name)).expect("it can be written");
    let started = Command::new(browser)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"])
        .args(["--disable-background-networking", "--enable-logging=stderr"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("--proxy-server={}", proxy.address))
        .args(["--window-size=1300,900", "--virtual-time-budget=3000", "--dump-dom"])
        .arg(format!("file://{}", page.display()))
        .stdout(file("out"))
        .stderr(file("err"))
        .spawn();
    started.ok()
}

/// Where all that a browser asks for over a network comes to.
struct Proxy {
    address: SocketAddr,
    requests: JoinHandle<Vec<String>>,
}

/// What ends the proxy.
const STOP: &str = "stop";

impl Proxy {
    fn start() -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let address = listener.local_addr().expect("it has an address");
        let requests = thread::spawn(move || {
            let requests = listener.incoming().map(|stream| first_words(stream.expect("a stream")));
            requests.take_while(|words| words != STOP).collect()
        });
        Proxy { address, requests }
    }

    /// What was asked for.
    fn stop(self) -> Vec<String> {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        stream.write_all(STOP.as_bytes()).expect("it reads");
        drop(stream);
        self.requests.join().expect("it ends")
    }
}

/// What a request begins with. It gets no answer.
fn first_words(mut stream: TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(2))).expect("it can be set");
    let mut bytes = [0; 512];
    let count = stream.read(&mut bytes).unwrap_or_default();
    String::from_utf8_lossy(&bytes[..count]).into_owned()
}

/// Writes the check report of many reports, changed by `edit`, and opens it.
fn opened(edit: impl Fn(&str) -> String) -> Option<Seen> {
    let folder: Folder = folder();
    let ran = folder.run(&["check", "r", "--output", "html=检查报告.html"]);
    assert_eq!(ran.code, Some(2), "one file is unreadable: {}", ran.stderr);
    let path = folder.path("检查报告.html");
    let page = fs::read_to_string(&path).expect("it was written");
    let changed = folder.path("page.html");
    fs::write(&changed, edit(&page)).expect("it can be written");
    open(&changed.canonicalize().expect("it is there"))
}

/// The page with `markup` before its end, and with its policy or without.
fn with(page: &str, markup: &str, keeps_policy: bool) -> String {
    let page = page.replace("</body>", &format!("{markup}</body>"));
    if keeps_policy { page } else { page.replace(POLICY, "<meta name=\"none\"") }
}

#[test]
fn the_page_opens_without_error_or_request() {
    let Some(seen) = opened(str::to_owned) else { return };
    assert!(seen.page.contains("data-script=\"ready\""), "its script ran to the end");
    assert_eq!(seen.console, [""; 0]);
    check_links(&seen.page);
    // The browser asks its makers for things of its own.
    let own = ["google.com", "googleapis.com", "gvt1.com"];
    let foreign: Vec<&String> =
        seen.requests.iter().filter(|line| !own.iter().any(|host| line.contains(host))).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[test]
fn the_policy_keeps_the_network_out() {
    let image = "<img src=\"http://nianbao.invalid/a.png\">";
    let is_asked = |seen: &Seen| seen.requests.iter().any(|line| line.contains("nianbao.invalid"));
    let Some(without) = opened(|page| with(page, image, false)) else { return };
    assert!(is_asked(&without), "this test can see a request: {:?}", without.requests);
    let Some(kept) = opened(|page| with(page, image, true)) else { return };
    assert!(!is_asked(&kept), "{:?}", kept.requests);
    assert!(kept.console.iter().any(|line| line.contains("Content Security Policy")));
}

/// A script that uses the page as a reader does, and writes down what came of it.
const READER: &str = r"<script>
const say = (name, value) => { document.documentElement.dataset[name] = value; };
const table = document.querySelector('table.sortable');
const column = (at) => [...table.tBodies[0].rows].map((row) => row.cells[at].textContent.trim());
const buttons = table.querySelectorAll('th button');
const counts = column(3).map(Number);
buttons[3].click();
say('down', String(column(3)) === String(counts.slice().sort((a, b) => b - a)));
buttons[3].click();
say('up', String(column(3)) === String(counts.slice().sort((a, b) => a - b)));
say('aria', table.querySelector('[aria-sort]').getAttribute('aria-sort'));
const link = document.querySelector('li.finding a.ref');
link.click();
say('there', document.querySelector(':target') === document.getElementById(link.hash.slice(1)));
document.querySelector(':target').click();
say('back', document.querySelector(':target') === link.closest('li'));
const press = (key) => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
document.querySelectorAll('li.finding')[0].focus();
press('j');
say('next', document.activeElement === document.querySelectorAll('li.finding')[1]);
press('k');
say('before', document.activeElement === document.querySelectorAll('li.finding')[0]);
const wide = () => document.documentElement.scrollWidth <= window.innerWidth;
say('fits', wide());
if (window === window.top) {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width:360px;height:800px';
  frame.srcdoc = document.documentElement.outerHTML.replaceAll(/<script>[^]*?<\/script>/g, '');
  frame.onload = () => {
    const inner = frame.contentDocument.documentElement;
    say('phone', inner.scrollWidth <= 360 ? 'true' : String(inner.scrollWidth));
  };
  document.body.append(frame);
}
</script>";

#[test]
fn a_reader_can_sort_and_go_to_and_fro() {
    let Some(seen) = opened(|page| with(page, READER, false)) else { return };
    assert_eq!(seen.console, [""; 0]);
    for (name, value) in [
        ("down", "true"),
        ("up", "true"),
        ("aria", "ascending"),
        ("there", "true"),
        ("back", "true"),
        ("next", "true"),
        ("before", "true"),
        ("fits", "true"),
        ("phone", "true"),
    ] {
        let (head, _) = seen.page.split_once("<head").expect("there is one");
        assert!(head.contains(&format!("data-{name}=\"{value}\"")), "{name}: {head}");
    }
}
