/** The command {@code predict}: classes of images, by a task that {@code adapt} has learned. */
@NullMarked
package org.meta4j.app.predict;

import org.jspecify.annotations.NullMarked;
