// A request that a newer choice has overtaken is given up on purpose: it is no error, and the console says nothing of it.
import htmx from "htmx.org";

// Of a request without an answer htmx calls two events errors: its end, and why. A fault of the network keeps the second.
const NO_FAULT = new Set(["htmx:afterRequest", "htmx:sendAbort"]);

// htmx writes an error before it tells anybody of it; only its logger is asked earlier, with the same facts.
htmx.logger = (_element, name, detail) => {
  if (NO_FAULT.has(name)) delete detail.error;
};
