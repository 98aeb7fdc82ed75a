import { useEffect, useState } from 'preact/hooks';

/** A page that opens this window can size it: too small to show what is asked, it must not take an answer. */
const LEAST_WIDTH = 320;
const LEAST_HEIGHT = 400;

export function hasRoom(view: { readonly innerWidth: number; readonly innerHeight: number }): boolean {
  return view.innerWidth >= LEAST_WIDTH && view.innerHeight >= LEAST_HEIGHT;
}

export function useRoomToRead(): boolean {
  const [room, setRoom] = useState(hasRoom(window));
  useEffect(() => {
    const look = (): void => setRoom(hasRoom(window));
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, []);
  return room;
}
