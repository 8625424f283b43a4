using System.Numerics;
using System.Text.Json;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Cudos;

/// <summary>A number that isn't negative and has no decimals: documented as a string of digits, and read as a plain number too.</summary>
internal sealed class WholeNumberConverter : FieldConverter<BigInteger>
{
    protected override BigInteger? TryRead(ref Utf8JsonReader reader) =>
        ExactNumber.Read(ref reader)?.ToWhole() is { Sign: >= 0 } number ? number : null;
}
