// What a page of Tocsin does beyond being read. Without it everything is there all the same.

import "./fresh.js";
import "./slider.js";
