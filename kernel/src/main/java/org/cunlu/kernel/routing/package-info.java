/** Which of many routes a request is for, without asking them all. */
package org.cunlu.kernel.routing;
