// Keeps the newest message in view, unless the reader has scrolled up.

import { find } from "./dom.js";

const NEAR = 40;

export class Follow {
  constructor(scroller, list, newest) {
    this.scroller = scroller;
    this.newest = newest;
    this.following = true;
    this.missed = 0;
    this.last = 0;
    new ResizeObserver(() => this.settle()).observe(list);
    new ResizeObserver(() => this.settle()).observe(scroller);
    scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    newest.addEventListener("click", () => { this.toEnd(); find("box").focus({ preventScroll: true }); });
  }

  get atEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR;
  }

  scrolled() {
    const top = this.scroller.scrollTop;
    if (this.atEnd) this.following = true;
    else if (top < this.last - 1) this.following = false;
    this.last = top;
    this.show();
  }

  settle() {
    if (this.following) this.scroller.scrollTop = this.scroller.scrollHeight;
    this.last = this.scroller.scrollTop;
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
