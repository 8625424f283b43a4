using System.Runtime.CompilerServices;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>
/// One part of the VMs of a list. A fleet's VMs have most of their parts in common: the same JSON is read once, and is one object.
/// </summary>
/// <param name="read">Reads a part.</param>
/// <param name="map">What a part stands for.</param>
internal sealed class RepeatedPart<TWire, TModel>(Func<byte[], TWire> read, Func<TWire, ReadProblems, string?, TModel?> map)
    where TWire : class
    where TModel : class
{
    private const int Remembered = 16;
    private readonly Part?[] _parts = new Part?[Remembered];
    private int _next;

    /// <summary>The part that this JSON is; null for a null.</summary>
    [MethodImpl(Compile.AtOnce)]
    public Part? Of(ReadOnlySpan<byte> json)
    {
        foreach (var part in _parts)
        {
            if (part is not null && json.SequenceEqual(part.Json))
            {
                return part;
            }
        }
        return json.SequenceEqual("null"u8) ? null : _parts[_next++ % Remembered] = Read(json);
    }

    private Part Read(ReadOnlySpan<byte> json)
    {
        var kept = json.ToArray();
        return new Part(kept, read(kept), map);
    }

    /// <summary>A part that VMs may share.</summary>
    internal sealed class Part(byte[] json, TWire wire, Func<TWire, ReadProblems, string?, TModel?> map)
    {
        private TModel? _model;

        /// <summary>The part as it was sent.</summary>
        public byte[] Json => json;

        /// <summary>What it stands for: one object for all VMs, unless each of them has to be told what is wrong with it.</summary>
        public TModel? ToModel(ReadProblems faults, string? owner)
        {
            if (_model is not null)
            {
                return _model;
            }
            var before = faults.Count;
            var model = map(wire, faults, owner);
            _model = faults.Count == before ? model : null;
            return model;
        }
    }
}
