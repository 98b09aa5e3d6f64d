/* Keeps a page of orders up to date while one of them runs. Without this script it shows how they stood when it was loaded. */
(function () {
  "use strict";

  const PAUSE_MILLIS = 5000;
  const MOST_FAILURES = 12;
  let failures = 0;
  let tag = "";
  let timer = null;

  function current() {
    return document.getElementById("ack-edge-orders");
  }

  function isLive() {
    const orders = current();
    return orders !== null && orders.dataset.live === "true";
  }

  function say(text) {
    const news = document.getElementById("ack-edge-news");
    if (news !== null && text !== "" && news.textContent !== text) {
      news.textContent = text;
    }
  }

  function statuses(root) {
    return Array.from(root.querySelectorAll(".ack-edge__title"))
      .map((title) => title.textContent.trim().replace(/\s+/g, " "))
      .join(". ");
  }

  /* Whoever reads with the keyboard keeps the focus, what was scrolled stays so, and what was opened stays open. */
  function replaceKeeping(part, next) {
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const focusedId = focused === null ? "" : focused.id || (focused.parentElement ? focused.parentElement.id : "");
    part.querySelectorAll("[id]").forEach((old) => {
      const twin = next.querySelector("#" + CSS.escape(old.id));
      if (twin !== null && old.tagName === "DETAILS") {
        twin.open = old.open;
      }
    });
    const scrolled = Array.from(part.querySelectorAll(".ack-edge__box[id]")).map((box) => [box.id, box.scrollLeft]);
    part.replaceWith(next);
    scrolled.forEach(([id, left]) => {
      const box = document.getElementById(id);
      if (box !== null) {
        box.scrollLeft = left;
      }
    });
    const twin = focusedId === "" ? null : document.getElementById(focusedId);
    if (twin !== null) {
      (twin.tagName === "DETAILS" ? twin.querySelector("summary") : twin).focus({ preventScroll: true });
    }
  }

  function parts(root) {
    return Array.from(root.querySelectorAll("[data-part]"));
  }

  /* Parts that look the same are left alone; where there are other ones than before, everything is replaced. */
  function show(next) {
    const orders = current();
    const before = statuses(orders);
    const olds = parts(orders);
    const news = parts(next);
    const same = olds.length === news.length && olds.every((old, i) => old.dataset.part === news[i].dataset.part);
    if (same && olds.length > 0) {
      orders.dataset.live = next.dataset.live;
      olds.forEach((old, i) => {
        if (old.innerHTML !== news[i].innerHTML) {
          replaceKeeping(old, document.importNode(news[i], true));
        }
      });
      const about = document.getElementById("ack-edge-about");
      const nextAbout = next.querySelector("#ack-edge-about");
      if (about !== null && nextAbout !== null) {
        about.textContent = nextAbout.textContent;
      }
    } else {
      orders.replaceWith(document.importNode(next, true));
    }
    const after = statuses(current());
    if (after !== before) {
      say(after);
    }
  }

  function stop() {
    const news = document.getElementById("ack-edge-news");
    if (news !== null) {
      news.classList.remove("jenkins-visually-hidden");
      say(news.dataset.stopped);
    }
  }

  function later(millis) {
    clearTimeout(timer);
    timer = setTimeout(ask, millis);
  }

  function ask() {
    if (document.hidden) {
      return; // and again when somebody looks
    }
    fetch("orders", { cache: "no-store", credentials: "same-origin", headers: tag === "" ? {} : { "If-None-Match": tag } })
      .then((response) => {
        if (response.status === 304) {
          return null;
        }
        if (!response.ok) {
          throw new Error("HTTP " + response.status);
        }
        tag = response.headers.get("ETag") || "";
        return response.text();
      })
      .then((html) => {
        if (html === null) {
          failures = 0;
          later(PAUSE_MILLIS);
          return;
        }
        const next = new DOMParser().parseFromString(html, "text/html").getElementById("ack-edge-orders");
        if (next === null) {
          throw new Error("not the orders"); // a login page, for example
        }
        failures = 0;
        show(next);
        if (isLive()) {
          later(PAUSE_MILLIS);
        }
      })
      .catch(() => {
        failures++;
        if (failures < MOST_FAILURES) {
          later(PAUSE_MILLIS * Math.min(failures, 6));
        } else {
          stop();
        }
      });
  }

  function begin() {
    if (isLive()) {
      later(PAUSE_MILLIS);
      document.addEventListener("visibilitychange", () => {
        if (!document.hidden && isLive() && failures < MOST_FAILURES) {
          later(0);
        }
      });
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
})();
