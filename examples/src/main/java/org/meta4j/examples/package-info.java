/** Short programs that show how to use meta4j as a library. */
@NullMarked
package org.meta4j.examples;

import org.jspecify.annotations.NullMarked;
