/** Learners for other programs, whole or as encoders, with the cards that describe them; and networks of other programs. */
@NullMarked
package org.meta4j.onnx;

import org.jspecify.annotations.NullMarked;
