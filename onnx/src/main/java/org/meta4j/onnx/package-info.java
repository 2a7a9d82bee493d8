/** Learners for other programs: whole learners and encoders as ONNX, and the cards that describe them. */
@NullMarked
package org.meta4j.onnx;

import org.jspecify.annotations.NullMarked;
