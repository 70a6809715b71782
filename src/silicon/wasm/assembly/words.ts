// The words of a command, after the operation and the flag that it waits.

// @ts-ignore: decorator
@inline
export function word(command: usize, index: i32): i32 {
  return load<i32>(command + 8 + <usize>(index << 2));
}

// @ts-ignore: decorator
@inline
export function fraction(command: usize, index: i32): f32 {
  return load<f32>(command + 8 + <usize>(index << 2));
}
