using System.Net;
using System.Text;

namespace FluenceVm.Clouds.Tests.Json;

/// <summary>
/// Answers everything with the same text, part of which may come again and again, and counts how much of the latest answer is
/// read.
/// </summary>
internal sealed class BombService(string before, string part = "", int status = 200) : HttpMessageHandler
{
    private readonly byte[] _before = Encoding.UTF8.GetBytes(before);
    private readonly byte[] _part = Encoding.UTF8.GetBytes(part);

    /// <summary>How much was read.</summary>
    public long BytesRead { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        BytesRead = 0;
        return Task.FromResult(
            new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new StreamContent(new Body(this)) });
    }

    private sealed class Body(BombService service) : MemoryStream
    {
        private byte[] _current = service._before;
        private int _place;

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override int Read(Span<byte> buffer)
        {
            if (_place == _current.Length)
            {
                (_current, _place) = (service._part, 0);
            }
            var read = Math.Min(buffer.Length, _current.Length - _place);
            _current.AsSpan(_place, read).CopyTo(buffer);
            _place += read;
            service.BytesRead += read;
            return read;
        }
    }
}
