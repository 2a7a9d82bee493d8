/** What holds for the whole house, checked on the compiled classes of all modules. */
@NullMarked
package org.meta4j.house;

import org.jspecify.annotations.NullMarked;
