/** {@code meta4j export}: learners for other programs. */
@NullMarked
package org.meta4j.app.export;

import org.jspecify.annotations.NullMarked;
