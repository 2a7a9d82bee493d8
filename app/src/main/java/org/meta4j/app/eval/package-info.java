/** The command {@code eval}: a learner's score on tasks it has never seen. */
@NullMarked
package org.meta4j.app.eval;

import org.jspecify.annotations.NullMarked;
