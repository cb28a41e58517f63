"""One interactive on a page, as a reader handles it."""

# Counts the frames in which the picture is missing, not loaded or without height.
WATCH = """explorer => {
    const seen = {frames: 0, blank: 0, on: true};
    window.crmlabWatch = seen;
    const look = () => {
        const image = explorer.querySelector('img');
        seen.frames += 1;
        if (!image || !image.complete || !image.naturalWidth || image.clientHeight < 100) seen.blank += 1;
        if (seen.on) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""
WATCHED = "() => { window.crmlabWatch.on = false; return window.crmlabWatch; }"
# From a key press on a slider until the frame with the new picture has been painted: a message posted in an
# animation frame arrives after that frame, and the picture is decoded with it (decoding="sync").
LATENCY = """handle => new Promise((done, fail) => {
    const explorer = handle.closest('.crmlab-explorer');
    const before = explorer.querySelector('img').src;
    const painted = new MessageChannel();
    painted.port1.onmessage = () => done(performance.now() - start);
    const watch = new MutationObserver(() => {
        const image = explorer.querySelector('img');
        if (!image || image.src === before || !image.complete) return;
        watch.disconnect();
        requestAnimationFrame(() => painted.port2.postMessage(''));
    });
    watch.observe(explorer, {subtree: true, childList: true, attributes: true});
    setTimeout(() => fail(new Error('no new picture in 20 s')), 20_000);
    handle.focus();
    const start = performance.now();
    const key = {key: 'KEY', code: 'KEY', keyCode: CODE, bubbles: true, cancelable: true};
    handle.dispatchEvent(new KeyboardEvent('keydown', key));
})"""


class Driven:
    """A live widget on a page.

    Parameters
    ----------
    explorer : playwright.sync_api.Locator
        Its box.
    """

    def __init__(self, explorer):
        self.explorer = explorer
        self.page = explorer.page

    def state(self):
        """The picture, what it shows in words, and the sentence."""
        picture = self.explorer.locator("img")
        sentence = self.explorer.get_by_role("status").first
        return picture.get_attribute("src"), picture.get_attribute("alt"), sentence.inner_text()

    def changed(self, act, all_three=True):
        """Act, wait until the picture (and the words and the sentence) are others; return the new state."""
        before = self.state()
        act()
        return self.changed_since(before, all_three)

    def changed_since(self, before, all_three=True):
        """Wait until the state is another than that; return it."""
        for _ in range(600):
            now = self.state()
            if now[0] != before[0] and (
                not all_three or all(a != b for a, b in zip(before, now, strict=True))
            ):
                return now
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not everything changed in 30 s: {before[1:]} to {now[1:]}")

    def until(self, true):
        """Wait until something is true."""
        for _ in range(200):
            if true():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"it did not come true in 20 s: {self.state()[1:]}")

    def settled(self):
        """Wait until nothing changes for a while; return the state."""
        before = self.state()
        for _ in range(60):
            self.page.wait_for_timeout(300)
            now = self.state()
            if now == before:
                return now
            before = now
        raise AssertionError("it went on changing for 20 s")

    def field(self, title):
        return self.explorer.get_by_role("textbox", name=title, exact=True)

    def handle(self, title):
        """The handle of the slider below a field."""
        control = self.explorer.locator(
            ".crmlab-control", has=self.page.get_by_role("textbox", name=title, exact=True)
        )
        return control.locator(".noUi-handle")

    def type(self, title, text):
        field = self.field(title)
        field.fill(text)
        field.press("Enter")

    def latency(self, title, key="ArrowRight"):
        """Milliseconds from a key press on a slider to the new picture on the screen."""
        code = {"ArrowLeft": "37", "ArrowRight": "39"}[key]
        return self.handle(title).evaluate(LATENCY.replace("KEY", key).replace("CODE", code))
