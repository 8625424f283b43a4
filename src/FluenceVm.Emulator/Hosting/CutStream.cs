namespace FluenceVm.Emulator.Hosting;

/// <summary>A body of which less arrives than was announced.</summary>
internal sealed class CutStream(byte[] arrived) : MemoryStream(arrived, writable: false)
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = base.Read(buffer, offset, count);
        return read > 0 || count == 0 ? read : throw new ConnectionLostException();
    }
}
