/** How values become ONNX nodes. */
@NullMarked
package org.meta4j.onnx.internal;

import org.jspecify.annotations.NullMarked;
