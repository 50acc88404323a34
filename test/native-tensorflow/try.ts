import { loadTensorFlow } from "../../app/models/runtimes/tensorflow/library.ts";

// Run as a process of its own by build.ts: multiplies two numbers with the TensorFlow in FAMILIAR_TENSORFLOW.
const { tf, description } = await loadTensorFlow("native");
const [product] = tf.tidy(() => tf.mul(tf.scalar(6), 7).dataSync());
if (product !== 42) throw new Error(`${description} takes six times seven for ${product ?? "nothing"}`);
console.log(description);
