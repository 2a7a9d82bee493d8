/** Sets of models that learn from task to task whom to trust. */
@NullMarked
package org.meta4j.tabular.modelset;

import org.jspecify.annotations.NullMarked;
