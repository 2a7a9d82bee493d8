/** The command {@code calibrate}: makes a learner's answers trustworthy, and says how far. */
@NullMarked
package org.meta4j.app.calibrate;

import org.jspecify.annotations.NullMarked;
