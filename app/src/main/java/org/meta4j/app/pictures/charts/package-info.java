/** The pictures of a run, one class each. They know numbers and names, not where these come from. */
@NullMarked
package org.meta4j.app.pictures.charts;

import org.jspecify.annotations.NullMarked;
