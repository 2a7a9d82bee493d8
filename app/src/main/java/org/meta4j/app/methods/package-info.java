/** The command {@code methods}: the table of meta-learning methods. */
@NullMarked
package org.meta4j.app.methods;

import org.jspecify.annotations.NullMarked;
