using System.Text;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>The resources of a VM: their quantities, and the JSON, whose other facts are read once somebody looks at them.</summary>
internal sealed class VmResourcesWire
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly byte[] _json;

    private VmResourcesWire(byte[] json, List<ResourceWire?> quantities) => (_json, Quantities) = (json, quantities);

    /// <summary>The resources without their metadata and details.</summary>
    public List<ResourceWire?> Quantities { get; }

    /// <summary>Reads the quantities.</summary>
    public static VmResourcesWire Read(byte[] json) =>
        // What could fail later than its list is read at once.
        new(json, MayHaveBrokenText(json) ? WireReaders.Resources(json) : WireReaders.Quantities(json));

    /// <summary>Reads the resources with all of their facts.</summary>
    public List<ResourceWire?> ReadAll() => WireReaders.Resources(_json);

    private static bool MayHaveBrokenText(byte[] json)
    {
        if (Array.IndexOf(json, (byte)'\\') >= 0)
        {
            return true;
        }
        try
        {
            _ = Strict.GetCharCount(json);
            return false;
        }
        catch (DecoderFallbackException)
        {
            return true;
        }
    }
}
