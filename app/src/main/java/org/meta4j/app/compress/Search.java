package org.meta4j.app.compress;

import org.meta4j.compress.Recipe;
import tools.jackson.databind.node.ObjectNode;

/** A search for a recipe, done. */
interface Search {
    /** The recipe that was chosen, with training where that was asked for. */
    Recipe recipe();

    /** All that was tried, as JSON. */
    ObjectNode json();

    /** What was found, for people. */
    String text();
}
