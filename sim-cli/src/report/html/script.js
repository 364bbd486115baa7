(function () {
  "use strict";
  var tip = document.getElementById("tip");
  var root = document.documentElement;

  root.classList.add("js");

  // Buttons that show and hide a design in every picture.
  document.querySelectorAll(".toggles").forEach(function (group) {
    group.hidden = false;
    group.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      var shown = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!shown));
      root.classList.toggle("h" + button.dataset.design, shown);
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") tip.hidden = true;
  });

  function say(text, event) {
    tip.textContent = text;
    tip.hidden = false;
    var box = tip.getBoundingClientRect();
    var left = Math.min(event.clientX + 14, window.innerWidth - box.width - 6);
    var top = event.clientY + 16;
    if (top + box.height > window.innerHeight) top = event.clientY - box.height - 10;
    tip.style.left = Math.max(4, left) + "px";
    tip.style.top = Math.max(4, top) + "px";
  }

  function hush(guide) {
    tip.hidden = true;
    if (guide) guide.style.visibility = "hidden";
  }

  // What stands in a row of the table behind a picture; hidden designs are left out.
  function row(table, idx) {
    var heads = table.tHead.rows[0].cells;
    var cells = table.tBodies[0].rows[idx].cells;
    var lines = [heads[0].textContent + " " + cells[0].textContent];
    for (var at = 1; at < cells.length; at++) {
      if (cells.length > 2 && root.classList.contains("h" + (at - 1))) continue;
      lines.push(heads[at].textContent + ": " + cells[at].textContent);
    }
    return lines.join("\n");
  }

  // Values by month, for those who point at one.
  document.querySelectorAll("g[data-table]").forEach(function (group) {
    var svg = group.ownerSVGElement;
    var table = document.getElementById(group.dataset.table);
    var guide = group.querySelector(".guide");
    var first = Number(group.dataset.x0);
    var step = Number(group.dataset.dx);
    var months = Number(group.dataset.n);
    if (!table || !months) return;
    var point = function (event) {
      var box = svg.getBoundingClientRect();
      var x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      var idx = Math.round((x - first) / step);
      if (idx < 0 || idx >= months) return hush(guide);
      guide.setAttribute("x1", first + idx * step);
      guide.setAttribute("x2", first + idx * step);
      guide.style.visibility = "visible";
      say(row(table, idx), event);
    };
    svg.addEventListener("pointermove", point);
    svg.addEventListener("pointerdown", point);
    svg.addEventListener("pointerleave", function () { hush(guide); });
  });

  // The other pictures carry what they say in the titles of their parts; a browser would
  // show those a second time.
  document.querySelectorAll("svg circle > title, svg rect > title, svg g > title").forEach(function (title) {
    title.parentNode.dataset.told = title.textContent;
    title.remove();
  });
  document.querySelectorAll("svg").forEach(function (svg) {
    svg.addEventListener("pointerover", function (event) {
      var part = event.target.closest("[data-told]");
      if (part) say(part.dataset.told, event);
    });
    svg.addEventListener("pointerout", function () { hush(null); });
  });
})();
