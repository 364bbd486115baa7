// Added to a copy of the page by the tests: tries it out and writes down what it finds.
(function () {
  var found = {};
  found.fetched = performance.getEntriesByType("resource").length;
  found.too_wide = Math.max(0, document.documentElement.scrollWidth - window.innerWidth);

  var pictures = Array.from(document.querySelectorAll("svg[role=img]"));
  found.pictures = pictures.length;
  found.empty_pictures = pictures.filter(function (svg) {
    var box = svg.getBoundingClientRect();
    var drawn = svg.querySelectorAll("path, line, rect, circle").length;
    var told = svg.querySelector("title").textContent && svg.querySelector("desc").textContent;
    return box.width < 100 || box.height < 40 || drawn < 2 || !told;
  }).map(function (svg) { return svg.id; });

  var button = document.querySelector(".toggles button[data-design='1']");
  var lines = Array.from(document.querySelectorAll("#people svg .d1"));
  var isHidden = function (line) { return getComputedStyle(line).display === "none"; };
  button.click();
  found.hidden_by_button = lines.length > 0 && lines.every(isHidden) &&
    button.getAttribute("aria-pressed") === "false";
  button.click();
  found.shown_by_button = !lines.some(isHidden) && button.getAttribute("aria-pressed") === "true";

  var reachable = Array.from(document.querySelectorAll("a, button, summary, .scroll"));
  document.querySelectorAll("details").forEach(function (one) { one.open = true; });
  found.unreachable = reachable.filter(function (one) {
    one.focus();
    return document.activeElement !== one || one.tabIndex < 0;
  }).map(function (one) { return one.outerHTML.slice(0, 60); });

  var tip = document.getElementById("tip");
  var point = function (target, kind, x, y) {
    target.dispatchEvent(new PointerEvent(kind, { bubbles: true, clientX: x, clientY: y }));
  };
  var months = document.querySelector("#people g[data-table]").ownerSVGElement;
  var box = months.getBoundingClientRect();
  point(months, "pointermove", box.left + box.width / 2, box.top + box.height / 2);
  found.pointed_at = tip.hidden ? null : tip.textContent;
  point(months, "pointerleave", 0, 0);
  point(document.querySelector("#answer svg [data-told]"), "pointerover", 10, 10);
  found.dot = tip.hidden ? null : tip.textContent;

  document.getElementById("probe").textContent = JSON.stringify(found);
})();
