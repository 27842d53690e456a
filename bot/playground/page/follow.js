// Keeps the newest message in view, unless the reader has scrolled up.

import { find } from "./dom.js";

const NEAR = 40;
const BY_HAND_MS = 600;

export class Follow {
  constructor(scroller, list, newest) {
    this.scroller = scroller;
    this.newest = newest;
    this.following = true;
    this.missed = 0;
    this.last = 0;
    this.height = 0;
    this.touched = -BY_HAND_MS;
    new ResizeObserver(() => this.settle()).observe(list);
    new ResizeObserver(() => this.settle()).observe(scroller);
    scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    for (const input of ["wheel", "touchmove", "keydown", "pointermove"]) {
      scroller.addEventListener(input, (event) => {
        if (input !== "pointermove" || event.buttons) this.touched = performance.now();
      }, { passive: true });
    }
    newest.addEventListener("click", () => { this.toEnd(); find("box").focus({ preventScroll: true }); });
  }

  get atEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR;
  }

  // A list that shrinks and grows moves too: only what moves by hand, or without a change of the list, is the reader.
  scrolled() {
    const top = this.scroller.scrollTop;
    const byReader = performance.now() - this.touched < BY_HAND_MS || this.scroller.scrollHeight === this.height;
    if (this.atEnd) this.following = true;
    else if (top < this.last - 1 && byReader) this.following = false;
    this.last = top;
    this.show();
  }

  settle() {
    if (this.following) this.scroller.scrollTop = this.scroller.scrollHeight;
    this.last = this.scroller.scrollTop;
    this.height = this.scroller.scrollHeight;
    this.show();
  }

  toEnd() {
    this.following = true;
    this.settle();
  }

  stay() {
    this.following = false;
    this.show();
  }

  arrived() {
    if (!this.following) this.missed += 1;
    this.show();
  }

  show() {
    if (this.following) this.missed = 0;
    this.newest.hidden = this.following;
    this.newest.textContent = this.missed === 0 ? "To the newest ↓" : this.missed === 1 ? "1 new message ↓" : `${this.missed} new messages ↓`;
  }
}
