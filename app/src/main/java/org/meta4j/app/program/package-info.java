/** The command {@code program}: what a method's training compiles to, and what that costs. */
@NullMarked
package org.meta4j.app.program;

import org.jspecify.annotations.NullMarked;
