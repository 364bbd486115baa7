// Added to a copy of the page by the tests, after axe-core.
document.querySelectorAll("details").forEach(function (one) { one.open = true; });
axe.run(document, { resultTypes: ["violations"] }).then(function (found) {
  var violations = found.violations.map(function (one) {
    return { id: one.id, impact: one.impact, nodes: one.nodes.slice(0, 5).map(function (node) {
      return node.html.slice(0, 160) + " | " + (node.failureSummary || "").slice(0, 200);
    }) };
  });
  document.getElementById("probe").textContent =
    JSON.stringify({ passes: found.passes.length, violations: violations });
});
