/** Lakes on servers: what holds on a local disk holds on S3 and HDFS. */
package dev.tokenlake.jobs.remote;
