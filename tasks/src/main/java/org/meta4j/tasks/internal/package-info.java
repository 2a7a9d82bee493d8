/** Parts behind {@link org.meta4j.tasks} and {@link org.meta4j.data}; not for use from outside this module. */
@NullMarked
package org.meta4j.tasks.internal;

import org.jspecify.annotations.NullMarked;
