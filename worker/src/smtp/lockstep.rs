//! A stream for a conversation in turns: what is said gathers, and leaves in one write when the
//! answer is awaited.
//!
//! lettre flushes after each piece, and ends a content in a piece of its own: over TCP that is a
//! small packet more, which waits 40 ms for the acknowledgement of the one before. Here a flush
//! means nothing, and the read that always follows sends all of it.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What gathers at most before it leaves, in bytes: a longer content leaves in several writes.
const GATHERED: usize = 64 * 1024;

/// A stream that writes when it is read.
pub(super) struct Lockstep<S> {
    stream: S,
    peer: SocketAddr,
    gathered: Vec<u8>,
    written: usize,
    /// Bytes to be read before those of the stream.
    ahead: &'static [u8],
}

impl<S> Lockstep<S> {
    /// `ahead` is read before anything that the stream brings.
    pub(super) fn new(stream: S, peer: SocketAddr, ahead: &'static [u8]) -> Self {
        Self { stream, peer, gathered: Vec::with_capacity(8 * 1024), written: 0, ahead }
    }
}

impl<S: AsyncWrite + Unpin> Lockstep<S> {
    fn poll_leave(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.gathered.is_empty() {
            return Poll::Ready(Ok(()));
        }
        while let Some(rest) = self.gathered.get(self.written..).filter(|rest| !rest.is_empty()) {
            match ready!(Pin::new(&mut self.stream).poll_write(cx, rest))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                count => self.written += count,
            }
        }
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        self.gathered.clear();
        self.written = 0;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Lockstep<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Some((now, later)) =
            self.ahead.split_at_checked(self.ahead.len().min(buffer.remaining()))
            && !now.is_empty()
        {
            buffer.put_slice(now);
            self.ahead = later;
            return Poll::Ready(Ok(()));
        }
        ready!(self.poll_leave(cx))?;
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buffer))?;
        // A reply is ASCII (RFC 5321, 4.2); lettre loses one that is not even UTF-8, and with it
        // the knowledge that a mail was accepted.
        for byte in buffer.filled_mut().iter_mut().skip(before).filter(|byte| !byte.is_ascii()) {
            *byte = b'?';
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Lockstep<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.gathered.len() >= GATHERED {
            ready!(self.poll_leave(cx))?;
        }
        self.gathered.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_leave(cx))?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S> fmt::Debug for Lockstep<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What gathered may hold a password or a letter.
        f.debug_struct("Lockstep").field("peer", &self.peer).finish_non_exhaustive()
    }
}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin> AsyncTokioStream for Lockstep<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}
