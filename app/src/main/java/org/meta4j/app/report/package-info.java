/** The command {@code report}: one page on a run, with pictures, that needs nothing beside itself. */
@NullMarked
package org.meta4j.app.report;

import org.jspecify.annotations.NullMarked;
