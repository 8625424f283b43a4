BeforeAll {
    . $PSScriptRoot/Setup.ps1

    # Whole screens, as they are compared with the files in Screens. FLUENCEVM_RENEW_SCREENS=1 writes the files instead.
    $commands = @(
        'Get-FluenceVm'
        'Get-FluenceVm web-1 | Format-List'
        'Find-FluenceOffer | Select-Object -First 3'
        'Get-FluenceEstimate -Country PL'
        'Get-FluenceSshKey'
        'Get-FluenceDatacenter'
        'Get-MachineType'
        'Get-VmImage'
        'Get-Machine'
    )
    $emulator = Start-VmEmulator -ClockRate 0
    $null = Connect-Fluence -ApiKey $emulator.ApiKey -Endpoint $emulator.Uri
    $null = Connect-Cudos -Node $emulator.Uri
    $usual = [Threading.Thread]::CurrentThread.CurrentCulture

    # Times pass, and ports differ.
    function Hide-Moment([string] $Text) {
        $Text -replace '\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ', 'yyyy-mm-dd hh:mm:ssZ' -replace '\d{4}-\d\d-\d\d \d\d:\d\dZ', 'yyyy-mm-dd hh:mmZ'
    }

    function Get-Screen([int] $Width, [string] $Culture) {
        [Threading.Thread]::CurrentThread.CurrentCulture = $Culture
        try {
            $lines = foreach ($command in $commands) {
                "PS> $command"
                ((& ([scriptblock]::Create($command)) | Out-String -Width $Width) -split '\r?\n').TrimEnd() -join "`n"
            }
            Remove-Colour (Hide-Moment (($lines -join "`n") + "`n"))
        }
        finally { [Threading.Thread]::CurrentThread.CurrentCulture = $usual }
    }

    function Assert-Screen([string] $Screen, [string] $Name) {
        $path = "$PSScriptRoot/Screens/$Generation-$Name.txt"
        if ($env:FLUENCEVM_RENEW_SCREENS) {
            $null = New-Item -ItemType Directory -Force "$PSScriptRoot/Screens"
            [IO.File]::WriteAllText($path, $Screen)
        }
        $Screen | Should -Be ([IO.File]::ReadAllText($path) -replace '\r')
    }
}
AfterAll {
    Disconnect-Fluence
    Disconnect-Cudos
    Stop-VmEmulator -Emulator $emulator
}

Describe 'A screen' {
    It 'of <_> columns is as its file shows it' -ForEach 80, 120, 200 { Assert-Screen (Get-Screen $_ en-US) $_ }

    It 'of 120 columns in <_> is as its file shows it' -ForEach 'de-DE', 'tr-TR' { Assert-Screen (Get-Screen 120 $_) "120-$_" }

    # A terminal keeps its last column free, so a table has one less; the column that is cut there still shows its heading.
    It 'of <_> columns wraps no heading' -ForEach 79, 80, 119, 120 {
        $width = $_
        $views = ([xml][IO.File]::ReadAllText((Get-ChildItem (Get-Module FluenceVm).ModuleBase -Filter *.Format.ps1xml)[0].FullName))
        $cut = foreach ($view in $views.Configuration.ViewDefinitions.View | Where-Object TableControl) {
            $left = $width
            foreach ($column in $view.TableControl.TableHeaders.TableColumnHeader) {
                if ($left -gt 0 -and $left -lt [int]$column.Width -and $left -lt $column.Label.Length) {
                    "$($view.Name): $($column.Label) has $left"
                }
                $left -= [int]$column.Width + 1
            }
        }
        $cut | Should -BeNullOrEmpty
    }

    It 'has no line that is wider than it' {
        foreach ($width in 80, 120) {
            (Get-Screen $width en-US) -split "`n" |
                Where-Object { $_.Length -gt $width -and $_ -notlike 'PS> *' } |
                Should -BeNullOrEmpty
        }
    }

    It 'shows name, status, address, price and the beginning of the id in 80 columns' {
        $vm = Get-FluenceVm web-1
        $row = (Get-Screen 80 en-US) -split "`n" | Where-Object { $_ -like 'web-1 *' } | Select-Object -First 1
        $row | Should -BeLike "web-1*$($vm.Status)*$($vm.PublicIp)*$($vm.Country)*$($vm.Price)*$($vm.Id.Substring(0, 8))*"
    }

    It 'has no colour in a file, and the same columns' {
        $path = Join-Path $TestDrive screen.txt
        Get-FluenceVm | Out-File $path
        $text = Get-Content -Raw $path
        $text | Should -Not -Match ([char]27)
        $text | Should -Match 'Name\s+Status\s+PublicIp\s+Country\s+Price\s+CPU\s+Id'
    }

    It 'has one head over 10,000 rows' {
        $vm = Get-FluenceVm web-1
        $rows = (1..10000 | ForEach-Object { $vm } | Out-String -Width 120) -split '\r?\n'
        @($rows | Where-Object { (Remove-Colour $_) -like 'Name *' }).Count | Should -Be 1
        @($rows | Where-Object { $_ -like 'web-1 *' }).Count | Should -Be 10000
    }
}
