namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>A page of a list.</summary>
internal sealed class PageWire<T>
    where T : class
{
    public List<T?>? Items { get; set; }

    public PaginationWire? Pagination { get; set; }
}

/// <summary>A short list, whole.</summary>
internal sealed class CollectionWire<T>
    where T : class
{
    public List<T?>? Items { get; set; }
}

/// <summary>Which page it is. Whether the first is 0 or 1, the specification doesn't say.</summary>
internal sealed class PaginationWire
{
    public long CurrentPage { get; set; }

    public long TotalPages { get; set; }
}
