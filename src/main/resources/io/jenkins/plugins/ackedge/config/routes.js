/* Hides the fields of an order that its route does not take. Without this script all of them are shown. */
(function () {
  "use strict";

  function value(form, field) {
    const input = form.querySelector("[name='_." + field + "']");
    return input === null ? "" : input.value.trim();
  }

  /* The route that the order will take; "" where only the build knows, as with a variable. */
  function route(form) {
    const known = JSON.parse(form.dataset.routes);
    const via = value(form, "via");
    if (via !== "") {
      return known.all.includes(via) ? via : "";
    }
    const cluster = value(form, "cluster");
    return cluster === "" || value(form, "clusterId") !== "" ? known.standard : known.clusters[cluster] || "";
  }

  /* What was filled in stays visible: an order that may not have it is refused, and somebody must find it. */
  function isEmpty(entry) {
    return Array.from(entry.querySelectorAll("[name^='_.']")).every((input) => input.value.trim() === "");
  }

  function show(form) {
    const taken = route(form);
    form.querySelectorAll(".ack-edge-field").forEach((entry) => {
      const fits = taken === "" || entry.classList.contains("ack-edge-field--" + taken);
      if (fits || !isEmpty(entry)) {
        entry.classList.remove("jenkins-hidden");
      } else {
        entry.classList.add("jenkins-hidden");
      }
    });
  }

  Behaviour.specify(".ack-edge-order", "ack-edge-routes", 0, (form) => {
    form.addEventListener("change", () => show(form));
    form.addEventListener("input", () => show(form));
    show(form);
  });
})();
