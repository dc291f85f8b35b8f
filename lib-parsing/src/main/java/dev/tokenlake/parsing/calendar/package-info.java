/** Days, weeks, months and phases that instants fall into, in a zone the user chooses. */
package dev.tokenlake.parsing.calendar;
