namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>The body of <c>POST /v3/storages</c>.</summary>
internal sealed class CreateStorageWire
{
    public string? ClusterId { get; set; }

    public string? Name { get; set; }

    public string? StorageType { get; set; }

    public long? VolumeGb { get; set; }

    public bool? Replicated { get; set; }

    /// <summary>What a boot disk is made from; left out for a data disk.</summary>
    public SourceWire? Source { get; set; }
}

/// <summary>The body of <c>PATCH /v3/storages/{id}</c>; what is left out stays.</summary>
internal sealed class ChangeStorageWire
{
    public string? Name { get; set; }

    public long? VolumeGb { get; set; }
}
