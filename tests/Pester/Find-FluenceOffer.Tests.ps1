BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Find-FluenceOffer' {
    BeforeAll { $emulator = Connect-TestEmulator -ClockRate 0 }
    AfterAll { Disconnect-TestEmulator }

    It 'lists everything without a constraint' {
        $offers = Find-FluenceOffer
        $offers[0] | Should -BeOfType FluenceVm.Model.Offer
        $offers[0].PricePerEpoch | Should -BeOfType decimal
        ($offers.Configuration | Sort-Object -Unique).Count | Should -BeGreaterThan 3
        ($offers.Country | Sort-Object -Unique).Count | Should -BeGreaterThan 3
        $offers.AvailableInstances | ForEach-Object { $_ | Should -BeGreaterThan 0 }
    }

    It 'holds to <Case>' -ForEach @(
        @{ Case = 'countries, any of which will do'; With = @{ Country = 'pl', 'DE' }; Test = { $_.Country -in 'PL', 'DE' } }
        @{ Case = 'a price'; With = @{ MaxPricePerEpoch = 0.3 }; Test = { $_.PricePerEpoch -le 0.3 } }
        @{
            Case = 'a CPU'
            With = @{ CpuManufacturer = 'AMD'; CpuArchitecture = 'Zen' }
            Test = { ($_.Resources | Where-Object Type -eq VCPU).Metadata['manufacturer'] -eq 'AMD' }
        }
        @{
            Case = 'a memory'
            With = @{ MemoryType = 'DDR'; MemoryGeneration = '5' }
            Test = { ($_.Resources | Where-Object Type -eq RAM).Metadata['generation'] -eq '5' }
        }
        @{
            Case = 'a disk'
            With = @{ StorageType = 'HDD' }
            Test = { ($_.Resources | Where-Object Type -eq STORAGE).Metadata['type'] -eq 'HDD' }
        }
    ) {
        $all = Find-FluenceOffer
        $offers = @(Find-FluenceOffer @With)
        $offers.Count | Should -BeGreaterThan 0
        $offers.Count | Should -BeLessThan $all.Count
        @($offers | Where-Object $Test).Count | Should -Be $offers.Count
    }

    It 'holds to a configuration' {
        $offers = Find-FluenceOffer -Configuration (Get-Configuration 4)
        $offers.Configuration | Sort-Object -Unique | Should -Be (Get-Configuration 4)
    }

    It 'finds nothing if nothing is, without an error' {
        Find-FluenceOffer -Country AQ | Should -BeNullOrEmpty
    }

    It 'stops asking when the pipeline has enough' {
        @(Find-FluenceOffer | Select-Object -First 1).Count | Should -Be 1
    }

    It 'takes what Get-FluenceHardware names' {
        foreach ($cpu in Get-FluenceHardware | Where-Object Kind -eq Cpu) {
            Find-FluenceOffer -CpuManufacturer $cpu.Manufacturer -CpuArchitecture $cpu.Architecture | Should -Not -BeNullOrEmpty
        }
    }

    It 'knows what was ordered meanwhile' {
        $wanted = @{ Country = 'PL'; Configuration = Get-Configuration 8 }
        $before = (Find-FluenceOffer @wanted).AvailableInstances
        $null = New-FluenceVm taken ubuntu-22-04-x64 laptop -Count 2 @wanted
        (Find-FluenceOffer @wanted).AvailableInstances | Should -Be ($before - 2)
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'a country that is not a code'; With = @{ Country = 'Poland' }; Says = "*'Poland'*" }
        @{ Case = 'storage without a type'; With = @{ AdditionalStorageGiB = 10 }; Says = '*-StorageType*' }
        @{ Case = 'a price of nothing'; With = @{ MaxPricePerEpoch = 0 }; Says = '*more than 0 USDC*' }
    ) {
        { Find-FluenceOffer @With } | Should -Throw -ErrorId '*,*' -ExpectedMessage $Says
    }
}
