// What a page of Cluster Atlas does once it is loaded; everything is also there, as links and tables, without it.
import "htmx.org";
import "./tooltip.js";
import "./together.js";
import "./map.js";
import "./play.js";
import "./copy.js";
import "./here.js";
import "./search.js";
import "./picker.js";
import "./units.js";
import "./menu.js";
import "./failures.js";
import "./superseded.js";
