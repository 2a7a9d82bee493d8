/** The stages of recipes: each a value that checks itself and says how it is written. */
@NullMarked
package org.meta4j.compress.stages;

import org.jspecify.annotations.NullMarked;
