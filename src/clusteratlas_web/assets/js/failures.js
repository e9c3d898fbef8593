// A part that cannot be fetched: the whole address is opened instead, and says what is so, why, and the next step.
const open = (event) => {
  const { elt, pathInfo } = event.detail;
  if (elt.closest("[hx-push-url]")) location.assign(pathInfo.finalRequestPath);
};

addEventListener("htmx:responseError", open);
addEventListener("htmx:sendError", open);
