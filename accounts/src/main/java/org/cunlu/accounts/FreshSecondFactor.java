package org.cunlu.accounts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put on a controller's method whose act needs a fresh second factor: the request brings it in the header
 * {@code Second-Factor}, and it is used up before the method runs.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FreshSecondFactor {
    /** @return the act's name, as in the trail */
    String value();
}
