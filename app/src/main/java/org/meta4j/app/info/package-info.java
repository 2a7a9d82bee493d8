/** The command {@code info}: what is in a file of tensors. */
@NullMarked
package org.meta4j.app.info;

import org.jspecify.annotations.NullMarked;
