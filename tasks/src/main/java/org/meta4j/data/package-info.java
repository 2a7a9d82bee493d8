/** Images of many classes to draw tasks from: Omniglot, and any folder with one sub-folder a class. */
@NullMarked
package org.meta4j.data;

import org.jspecify.annotations.NullMarked;
