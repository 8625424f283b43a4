BeforeAll {
    # The same in each generation; MarketV3's VMs have ports and an address at once.
    $asked = $env:FLUENCEVM_TEST_GENERATION
    $env:FLUENCEVM_TEST_GENERATION = 'MarketV3'
    . $PSScriptRoot/Setup.ps1
    $env:FLUENCEVM_TEST_GENERATION = $asked
    $null = Connect-Fluence -Emulator
    $null = Connect-Cudos -Emulator
    # One of everything that has a list, an amount or a name of a fixed list.
    $objects = @(
        Get-FluenceVm web-1
        Find-FluenceOffer | Select-Object -First 1
        Get-FluenceDatacenter | Select-Object -First 1
        Get-MachineType | Select-Object -First 1
        Get-VmImage | Select-Object -First 1
        Get-Machine web-1
        Get-FluenceContext
        Get-CudosContext
        Get-VmEmulator
    )
}
AfterAll { Disconnect-Fluence; Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

Describe 'A flat export' {
    It 'shows what lists hold, as CSV and as HTML' {
        foreach ($object in $objects) {
            foreach ($text in ($object | ConvertTo-Csv | Out-String), ($object | ConvertTo-Html | Out-String)) {
                $text -replace '#TYPE \S+' | Should -Not -Match 'FluenceVm\.Model|System\.|`1' -Because $object.GetType().Name
            }
        }
        ($objects[0] | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).Ports | Should -Be '22/tcp, 80/tcp, 443/tcp'
    }

    It 'is read back where a list of ports is meant' {
        $row = $objects[0] | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        (New-FluenceVm again ubuntu-22-04-x64 laptop -OpenPort $row.Ports).Ports -join ' ' | Should -Be ($objects[0].Ports -join ' ')
    }

    It 'has prices of at most 8 decimals' {
        foreach ($object in @(Get-FluenceVm) + @(Get-MachineType -Cloud Fluence) + @((Find-FluenceOffer).AdditionalStorage)) {
            foreach ($property in $object.PSObject.Properties | Where-Object { $_.Name -like '*Price*' -and $_.Value -is [decimal] }) {
                "$($property.Value)" | Should -Match '^\d+(\.\d{1,8})?$' -Because "$($object.GetType().Name).$($property.Name)"
            }
        }
    }
}

Describe 'JSON' {
    It 'has names and arrays' {
        $json = $objects[0] | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $json.ApiVersion | Should -Be "$((Get-FluenceContext).ApiVersion)"
        $json.ApiVersion | Should -Match '^[A-Z][a-z]+'
        $json.Ports[1].Port | Should -Be 80
        (Get-MachineType -Cloud Cudos | Select-Object -First 1 | ConvertTo-Json | ConvertFrom-Json).Cloud | Should -Be 'Cudos'
        (Get-VmImage -Cloud Fluence | Select-Object -First 1 | ConvertTo-Json | ConvertFrom-Json).Cloud | Should -Be 'Fluence'
        (Get-FluenceContext | ConvertTo-Json | ConvertFrom-Json).ApiVersion | Should -Be $json.ApiVersion
    }

    It 'has lists that can be indexed, counted and piped' {
        $ports = $objects[0].Ports
        $ports[0].Port, $ports[-1].Port, $ports.Count | Should -Be 22, 443, 3
        @($ports | Where-Object Port -GT 80).Count | Should -Be 1
        "$ports" | Should -Be '22/tcp 80/tcp 443/tcp'
    }
}
