/** Networks from ONNX files: their nodes as operations of the engine. */
@NullMarked
package org.meta4j.onnx.internal.reading;

import org.jspecify.annotations.NullMarked;
