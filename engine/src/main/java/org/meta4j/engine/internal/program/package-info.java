/** Compiled programs: steps over buffers in one workspace, made by lowering a graph. */
@NullMarked
package org.meta4j.engine.internal.program;

import org.jspecify.annotations.NullMarked;
