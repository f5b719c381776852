mod r000 {
    use migrate_core::prelude::*;

    #[revision(id = "r000", down = "r299")]
    fn upgrade(_: &mut Operations) {}
}

mod r001 {
    use migrate_core::prelude::*;

    #[revision(id = "r001", down = "r000")]
    fn upgrade(_: &mut Operations) {}
}

mod r002 {
    use migrate_core::prelude::*;

    #[revision(id = "r002", down = "r001")]
    fn upgrade(_: &mut Operations) {}
}

mod r003 {
    use migrate_core::prelude::*;

    #[revision(id = "r003", down = "r002")]
    fn upgrade(_: &mut Operations) {}
}

mod r004 {
    use migrate_core::prelude::*;

    #[revision(id = "r004", down = "r003")]
    fn upgrade(_: &mut Operations) {}
}

mod r005 {
    use migrate_core::prelude::*;

    #[revision(id = "r005", down = "r004")]
    fn upgrade(_: &mut Operations) {}
}

mod r006 {
    use migrate_core::prelude::*;

    #[revision(id = "r006", down = "r005")]
    fn upgrade(_: &mut Operations) {}
}

mod r007 {
    use migrate_core::prelude::*;

    #[revision(id = "r007", down = "r006")]
    fn upgrade(_: &mut Operations) {}
}

mod r008 {
    use migrate_core::prelude::*;

    #[revision(id = "r008", down = "r007")]
    fn upgrade(_: &mut Operations) {}
}

mod r009 {
    use migrate_core::prelude::*;

    #[revision(id = "r009", down = "r008")]
    fn upgrade(_: &mut Operations) {}
}

mod r010 {
    use migrate_core::prelude::*;

    #[revision(id = "r010", down = "r009")]
    fn upgrade(_: &mut Operations) {}
}

mod r011 {
    use migrate_core::prelude::*;

    #[revision(id = "r011", down = "r010")]
    fn upgrade(_: &mut Operations) {}
}

mod r012 {
    use migrate_core::prelude::*;

    #[revision(id = "r012", down = "r011")]
    fn upgrade(_: &mut Operations) {}
}

mod r013 {
    use migrate_core::prelude::*;

    #[revision(id = "r013", down = "r012")]
    fn upgrade(_: &mut Operations) {}
}

mod r014 {
    use migrate_core::prelude::*;

    #[revision(id = "r014", down = "r013")]
    fn upgrade(_: &mut Operations) {}
}

mod r015 {
    use migrate_core::prelude::*;

    #[revision(id = "r015", down = "r014")]
    fn upgrade(_: &mut Operations) {}
}

mod r016 {
    use migrate_core::prelude::*;

    #[revision(id = "r016", down = "r015")]
    fn upgrade(_: &mut Operations) {}
}

mod r017 {
    use migrate_core::prelude::*;

    #[revision(id = "r017", down = "r016")]
    fn upgrade(_: &mut Operations) {}
}

mod r018 {
    use migrate_core::prelude::*;

    #[revision(id = "r018", down = "r017")]
    fn upgrade(_: &mut Operations) {}
}

mod r019 {
    use migrate_core::prelude::*;

    #[revision(id = "r019", down = "r018")]
    fn upgrade(_: &mut Operations) {}
}

mod r020 {
    use migrate_core::prelude::*;

    #[revision(id = "r020", down = "r019")]
    fn upgrade(_: &mut Operations) {}
}

mod r021 {
    use migrate_core::prelude::*;

    #[revision(id = "r021", down = "r020")]
    fn upgrade(_: &mut Operations) {}
}

mod r022 {
    use migrate_core::prelude::*;

    #[revision(id = "r022", down = "r021")]
    fn upgrade(_: &mut Operations) {}
}

mod r023 {
    use migrate_core::prelude::*;

    #[revision(id = "r023", down = "r022")]
    fn upgrade(_: &mut Operations) {}
}

mod r024 {
    use migrate_core::prelude::*;

    #[revision(id = "r024", down = "r023")]
    fn upgrade(_: &mut Operations) {}
}

mod r025 {
    use migrate_core::prelude::*;

    #[revision(id = "r025", down = "r024")]
    fn upgrade(_: &mut Operations) {}
}

mod r026 {
    use migrate_core::prelude::*;

    #[revision(id = "r026", down = "r025")]
    fn upgrade(_: &mut Operations) {}
}

mod r027 {
    use migrate_core::prelude::*;

    #[revision(id = "r027", down = "r026")]
    fn upgrade(_: &mut Operations) {}
}

mod r028 {
    use migrate_core::prelude::*;

    #[revision(id = "r028", down = "r027")]
    fn upgrade(_: &mut Operations) {}
}

mod r029 {
    use migrate_core::prelude::*;

    #[revision(id = "r029", down = "r028")]
    fn upgrade(_: &mut Operations) {}
}

mod r030 {
    use migrate_core::prelude::*;

    #[revision(id = "r030", down = "r029")]
    fn upgrade(_: &mut Operations) {}
}

mod r031 {
    use migrate_core::prelude::*;

    #[revision(id = "r031", down = "r030")]
    fn upgrade(_: &mut Operations) {}
}

mod r032 {
    use migrate_core::prelude::*;

    #[revision(id = "r032", down = "r031")]
    fn upgrade(_: &mut Operations) {}
}

mod r033 {
    use migrate_core::prelude::*;

    #[revision(id = "r033", down = "r032")]
    fn upgrade(_: &mut Operations) {}
}

mod r034 {
    use migrate_core::prelude::*;

    #[revision(id = "r034", down = "r033")]
    fn upgrade(_: &mut Operations) {}
}

mod r035 {
    use migrate_core::prelude::*;

    #[revision(id = "r035", down = "r034")]
    fn upgrade(_: &mut Operations) {}
}

mod r036 {
    use migrate_core::prelude::*;

    #[revision(id = "r036", down = "r035")]
    fn upgrade(_: &mut Operations) {}
}

mod r037 {
    use migrate_core::prelude::*;

    #[revision(id = "r037", down = "r036")]
    fn upgrade(_: &mut Operations) {}
}

mod r038 {
    use migrate_core::prelude::*;

    #[revision(id = "r038", down = "r037")]
    fn upgrade(_: &mut Operations) {}
}

mod r039 {
    use migrate_core::prelude::*;

    #[revision(id = "r039", down = "r038")]
    fn upgrade(_: &mut Operations) {}
}

mod r040 {
    use migrate_core::prelude::*;

    #[revision(id = "r040", down = "r039")]
    fn upgrade(_: &mut Operations) {}
}

mod r041 {
    use migrate_core::prelude::*;

    #[revision(id = "r041", down = "r040")]
    fn upgrade(_: &mut Operations) {}
}

mod r042 {
    use migrate_core::prelude::*;

    #[revision(id = "r042", down = "r041")]
    fn upgrade(_: &mut Operations) {}
}

mod r043 {
    use migrate_core::prelude::*;

    #[revision(id = "r043", down = "r042")]
    fn upgrade(_: &mut Operations) {}
}

mod r044 {
    use migrate_core::prelude::*;

    #[revision(id = "r044", down = "r043")]
    fn upgrade(_: &mut Operations) {}
}

mod r045 {
    use migrate_core::prelude::*;

    #[revision(id = "r045", down = "r044")]
    fn upgrade(_: &mut Operations) {}
}

mod r046 {
    use migrate_core::prelude::*;

    #[revision(id = "r046", down = "r045")]
    fn upgrade(_: &mut Operations) {}
}

mod r047 {
    use migrate_core::prelude::*;

    #[revision(id = "r047", down = "r046")]
    fn upgrade(_: &mut Operations) {}
}

mod r048 {
    use migrate_core::prelude::*;

    #[revision(id = "r048", down = "r047")]
    fn upgrade(_: &mut Operations) {}
}

mod r049 {
    use migrate_core::prelude::*;

    #[revision(id = "r049", down = "r048")]
    fn upgrade(_: &mut Operations) {}
}

mod r050 {
    use migrate_core::prelude::*;

    #[revision(id = "r050", down = "r049")]
    fn upgrade(_: &mut Operations) {}
}

mod r051 {
    use migrate_core::prelude::*;

    #[revision(id = "r051", down = "r050")]
    fn upgrade(_: &mut Operations) {}
}

mod r052 {
    use migrate_core::prelude::*;

    #[revision(id = "r052", down = "r051")]
    fn upgrade(_: &mut Operations) {}
}

mod r053 {
    use migrate_core::prelude::*;

    #[revision(id = "r053", down = "r052")]
    fn upgrade(_: &mut Operations) {}
}

mod r054 {
    use migrate_core::prelude::*;

    #[revision(id = "r054", down = "r053")]
    fn upgrade(_: &mut Operations) {}
}

mod r055 {
    use migrate_core::prelude::*;

    #[revision(id = "r055", down = "r054")]
    fn upgrade(_: &mut Operations) {}
}

mod r056 {
    use migrate_core::prelude::*;

    #[revision(id = "r056", down = "r055")]
    fn upgrade(_: &mut Operations) {}
}

mod r057 {
    use migrate_core::prelude::*;

    #[revision(id = "r057", down = "r056")]
    fn upgrade(_: &mut Operations) {}
}

mod r058 {
    use migrate_core::prelude::*;

    #[revision(id = "r058", down = "r057")]
    fn upgrade(_: &mut Operations) {}
}

mod r059 {
    use migrate_core::prelude::*;

    #[revision(id = "r059", down = "r058")]
    fn upgrade(_: &mut Operations) {}
}

mod r060 {
    use migrate_core::prelude::*;

    #[revision(id = "r060", down = "r059")]
    fn upgrade(_: &mut Operations) {}
}

mod r061 {
    use migrate_core::prelude::*;

    #[revision(id = "r061", down = "r060")]
    fn upgrade(_: &mut Operations) {}
}

mod r062 {
    use migrate_core::prelude::*;

    #[revision(id = "r062", down = "r061")]
    fn upgrade(_: &mut Operations) {}
}

mod r063 {
    use migrate_core::prelude::*;

    #[revision(id = "r063", down = "r062")]
    fn upgrade(_: &mut Operations) {}
}

mod r064 {
    use migrate_core::prelude::*;

    #[revision(id = "r064", down = "r063")]
    fn upgrade(_: &mut Operations) {}
}

mod r065 {
    use migrate_core::prelude::*;

    #[revision(id = "r065", down = "r064")]
    fn upgrade(_: &mut Operations) {}
}

mod r066 {
    use migrate_core::prelude::*;

    #[revision(id = "r066", down = "r065")]
    fn upgrade(_: &mut Operations) {}
}

mod r067 {
    use migrate_core::prelude::*;

    #[revision(id = "r067", down = "r066")]
    fn upgrade(_: &mut Operations) {}
}

mod r068 {
    use migrate_core::prelude::*;

    #[revision(id = "r068", down = "r067")]
    fn upgrade(_: &mut Operations) {}
}

mod r069 {
    use migrate_core::prelude::*;

    #[revision(id = "r069", down = "r068")]
    fn upgrade(_: &mut Operations) {}
}

mod r070 {
    use migrate_core::prelude::*;

    #[revision(id = "r070", down = "r069")]
    fn upgrade(_: &mut Operations) {}
}

mod r071 {
    use migrate_core::prelude::*;

    #[revision(id = "r071", down = "r070")]
    fn upgrade(_: &mut Operations) {}
}

mod r072 {
    use migrate_core::prelude::*;

    #[revision(id = "r072", down = "r071")]
    fn upgrade(_: &mut Operations) {}
}

mod r073 {
    use migrate_core::prelude::*;

    #[revision(id = "r073", down = "r072")]
    fn upgrade(_: &mut Operations) {}
}

mod r074 {
    use migrate_core::prelude::*;

    #[revision(id = "r074", down = "r073")]
    fn upgrade(_: &mut Operations) {}
}

mod r075 {
    use migrate_core::prelude::*;

    #[revision(id = "r075", down = "r074")]
    fn upgrade(_: &mut Operations) {}
}

mod r076 {
    use migrate_core::prelude::*;

    #[revision(id = "r076", down = "r075")]
    fn upgrade(_: &mut Operations) {}
}

mod r077 {
    use migrate_core::prelude::*;

    #[revision(id = "r077", down = "r076")]
    fn upgrade(_: &mut Operations) {}
}

mod r078 {
    use migrate_core::prelude::*;

    #[revision(id = "r078", down = "r077")]
    fn upgrade(_: &mut Operations) {}
}

mod r079 {
    use migrate_core::prelude::*;

    #[revision(id = "r079", down = "r078")]
    fn upgrade(_: &mut Operations) {}
}

mod r080 {
    use migrate_core::prelude::*;

    #[revision(id = "r080", down = "r079")]
    fn upgrade(_: &mut Operations) {}
}

mod r081 {
    use migrate_core::prelude::*;

    #[revision(id = "r081", down = "r080")]
    fn upgrade(_: &mut Operations) {}
}

mod r082 {
    use migrate_core::prelude::*;

    #[revision(id = "r082", down = "r081")]
    fn upgrade(_: &mut Operations) {}
}

mod r083 {
    use migrate_core::prelude::*;

    #[revision(id = "r083", down = "r082")]
    fn upgrade(_: &mut Operations) {}
}

mod r084 {
    use migrate_core::prelude::*;

    #[revision(id = "r084", down = "r083")]
    fn upgrade(_: &mut Operations) {}
}

mod r085 {
    use migrate_core::prelude::*;

    #[revision(id = "r085", down = "r084")]
    fn upgrade(_: &mut Operations) {}
}

mod r086 {
    use migrate_core::prelude::*;

    #[revision(id = "r086", down = "r085")]
    fn upgrade(_: &mut Operations) {}
}

mod r087 {
    use migrate_core::prelude::*;

    #[revision(id = "r087", down = "r086")]
    fn upgrade(_: &mut Operations) {}
}

mod r088 {
    use migrate_core::prelude::*;

    #[revision(id = "r088", down = "r087")]
    fn upgrade(_: &mut Operations) {}
}

mod r089 {
    use migrate_core::prelude::*;

    #[revision(id = "r089", down = "r088")]
    fn upgrade(_: &mut Operations) {}
}

mod r090 {
    use migrate_core::prelude::*;

    #[revision(id = "r090", down = "r089")]
    fn upgrade(_: &mut Operations) {}
}

mod r091 {
    use migrate_core::prelude::*;

    #[revision(id = "r091", down = "r090")]
    fn upgrade(_: &mut Operations) {}
}

mod r092 {
    use migrate_core::prelude::*;

    #[revision(id = "r092", down = "r091")]
    fn upgrade(_: &mut Operations) {}
}

mod r093 {
    use migrate_core::prelude::*;

    #[revision(id = "r093", down = "r092")]
    fn upgrade(_: &mut Operations) {}
}

mod r094 {
    use migrate_core::prelude::*;

    #[revision(id = "r094", down = "r093")]
    fn upgrade(_: &mut Operations) {}
}

mod r095 {
    use migrate_core::prelude::*;

    #[revision(id = "r095", down = "r094")]
    fn upgrade(_: &mut Operations) {}
}

mod r096 {
    use migrate_core::prelude::*;

    #[revision(id = "r096", down = "r095")]
    fn upgrade(_: &mut Operations) {}
}

mod r097 {
    use migrate_core::prelude::*;

    #[revision(id = "r097", down = "r096")]
    fn upgrade(_: &mut Operations) {}
}

mod r098 {
    use migrate_core::prelude::*;

    #[revision(id = "r098", down = "r097")]
    fn upgrade(_: &mut Operations) {}
}

mod r099 {
    use migrate_core::prelude::*;

    #[revision(id = "r099", down = "r098")]
    fn upgrade(_: &mut Operations) {}
}

mod r100 {
    use migrate_core::prelude::*;

    #[revision(id = "r100", down = "r099")]
    fn upgrade(_: &mut Operations) {}
}

mod r101 {
    use migrate_core::prelude::*;

    #[revision(id = "r101", down = "r100")]
    fn upgrade(_: &mut Operations) {}
}

mod r102 {
    use migrate_core::prelude::*;

    #[revision(id = "r102", down = "r101")]
    fn upgrade(_: &mut Operations) {}
}

mod r103 {
    use migrate_core::prelude::*;

    #[revision(id = "r103", down = "r102")]
    fn upgrade(_: &mut Operations) {}
}

mod r104 {
    use migrate_core::prelude::*;

    #[revision(id = "r104", down = "r103")]
    fn upgrade(_: &mut Operations) {}
}

mod r105 {
    use migrate_core::prelude::*;

    #[revision(id = "r105", down = "r104")]
    fn upgrade(_: &mut Operations) {}
}

mod r106 {
    use migrate_core::prelude::*;

    #[revision(id = "r106", down = "r105")]
    fn upgrade(_: &mut Operations) {}
}

mod r107 {
    use migrate_core::prelude::*;

    #[revision(id = "r107", down = "r106")]
    fn upgrade(_: &mut Operations) {}
}

mod r108 {
    use migrate_core::prelude::*;

    #[revision(id = "r108", down = "r107")]
    fn upgrade(_: &mut Operations) {}
}

mod r109 {
    use migrate_core::prelude::*;

    #[revision(id = "r109", down = "r108")]
    fn upgrade(_: &mut Operations) {}
}

mod r110 {
    use migrate_core::prelude::*;

    #[revision(id = "r110", down = "r109")]
    fn upgrade(_: &mut Operations) {}
}

mod r111 {
    use migrate_core::prelude::*;

    #[revision(id = "r111", down = "r110")]
    fn upgrade(_: &mut Operations) {}
}

mod r112 {
    use migrate_core::prelude::*;

    #[revision(id = "r112", down = "r111")]
    fn upgrade(_: &mut Operations) {}
}

mod r113 {
    use migrate_core::prelude::*;

    #[revision(id = "r113", down = "r112")]
    fn upgrade(_: &mut Operations) {}
}

mod r114 {
    use migrate_core::prelude::*;

    #[revision(id = "r114", down = "r113")]
    fn upgrade(_: &mut Operations) {}
}

mod r115 {
    use migrate_core::prelude::*;

    #[revision(id = "r115", down = "r114")]
    fn upgrade(_: &mut Operations) {}
}

mod r116 {
    use migrate_core::prelude::*;

    #[revision(id = "r116", down = "r115")]
    fn upgrade(_: &mut Operations) {}
}

mod r117 {
    use migrate_core::prelude::*;

    #[revision(id = "r117", down = "r116")]
    fn upgrade(_: &mut Operations) {}
}

mod r118 {
    use migrate_core::prelude::*;

    #[revision(id = "r118", down = "r117")]
    fn upgrade(_: &mut Operations) {}
}

mod r119 {
    use migrate_core::prelude::*;

    #[revision(id = "r119", down = "r118")]
    fn upgrade(_: &mut Operations) {}
}

mod r120 {
    use migrate_core::prelude::*;

    #[revision(id = "r120", down = "r119")]
    fn upgrade(_: &mut Operations) {}
}

mod r121 {
    use migrate_core::prelude::*;

    #[revision(id = "r121", down = "r120")]
    fn upgrade(_: &mut Operations) {}
}

mod r122 {
    use migrate_core::prelude::*;

    #[revision(id = "r122", down = "r121")]
    fn upgrade(_: &mut Operations) {}
}

mod r123 {
    use migrate_core::prelude::*;

    #[revision(id = "r123", down = "r122")]
    fn upgrade(_: &mut Operations) {}
}

mod r124 {
    use migrate_core::prelude::*;

    #[revision(id = "r124", down = "r123")]
    fn upgrade(_: &mut Operations) {}
}

mod r125 {
    use migrate_core::prelude::*;

    #[revision(id = "r125", down = "r124")]
    fn upgrade(_: &mut Operations) {}
}

mod r126 {
    use migrate_core::prelude::*;

    #[revision(id = "r126", down = "r125")]
    fn upgrade(_: &mut Operations) {}
}

mod r127 {
    use migrate_core::prelude::*;

    #[revision(id = "r127", down = "r126")]
    fn upgrade(_: &mut Operations) {}
}

mod r128 {
    use migrate_core::prelude::*;

    #[revision(id = "r128", down = "r127")]
    fn upgrade(_: &mut Operations) {}
}

mod r129 {
    use migrate_core::prelude::*;

    #[revision(id = "r129", down = "r128")]
    fn upgrade(_: &mut Operations) {}
}

mod r130 {
    use migrate_core::prelude::*;

    #[revision(id = "r130", down = "r129")]
    fn upgrade(_: &mut Operations) {}
}

mod r131 {
    use migrate_core::prelude::*;

    #[revision(id = "r131", down = "r130")]
    fn upgrade(_: &mut Operations) {}
}

mod r132 {
    use migrate_core::prelude::*;

    #[revision(id = "r132", down = "r131")]
    fn upgrade(_: &mut Operations) {}
}

mod r133 {
    use migrate_core::prelude::*;

    #[revision(id = "r133", down = "r132")]
    fn upgrade(_: &mut Operations) {}
}

mod r134 {
    use migrate_core::prelude::*;

    #[revision(id = "r134", down = "r133")]
    fn upgrade(_: &mut Operations) {}
}

mod r135 {
    use migrate_core::prelude::*;

    #[revision(id = "r135", down = "r134")]
    fn upgrade(_: &mut Operations) {}
}

mod r136 {
    use migrate_core::prelude::*;

    #[revision(id = "r136", down = "r135")]
    fn upgrade(_: &mut Operations) {}
}

mod r137 {
    use migrate_core::prelude::*;

    #[revision(id = "r137", down = "r136")]
    fn upgrade(_: &mut Operations) {}
}

mod r138 {
    use migrate_core::prelude::*;

    #[revision(id = "r138", down = "r137")]
    fn upgrade(_: &mut Operations) {}
}

mod r139 {
    use migrate_core::prelude::*;

    #[revision(id = "r139", down = "r138")]
    fn upgrade(_: &mut Operations) {}
}

mod r140 {
    use migrate_core::prelude::*;

    #[revision(id = "r140", down = "r139")]
    fn upgrade(_: &mut Operations) {}
}

mod r141 {
    use migrate_core::prelude::*;

    #[revision(id = "r141", down = "r140")]
    fn upgrade(_: &mut Operations) {}
}

mod r142 {
    use migrate_core::prelude::*;

    #[revision(id = "r142", down = "r141")]
    fn upgrade(_: &mut Operations) {}
}

mod r143 {
    use migrate_core::prelude::*;

    #[revision(id = "r143", down = "r142")]
    fn upgrade(_: &mut Operations) {}
}

mod r144 {
    use migrate_core::prelude::*;

    #[revision(id = "r144", down = "r143")]
    fn upgrade(_: &mut Operations) {}
}

mod r145 {
    use migrate_core::prelude::*;

    #[revision(id = "r145", down = "r144")]
    fn upgrade(_: &mut Operations) {}
}

mod r146 {
    use migrate_core::prelude::*;

    #[revision(id = "r146", down = "r145")]
    fn upgrade(_: &mut Operations) {}
}

mod r147 {
    use migrate_core::prelude::*;

    #[revision(id = "r147", down = "r146")]
    fn upgrade(_: &mut Operations) {}
}

mod r148 {
    use migrate_core::prelude::*;

    #[revision(id = "r148", down = "r147")]
    fn upgrade(_: &mut Operations) {}
}

mod r149 {
    use migrate_core::prelude::*;

    #[revision(id = "r149", down = "r148")]
    fn upgrade(_: &mut Operations) {}
}

mod r150 {
    use migrate_core::prelude::*;

    #[revision(id = "r150", down = "r149")]
    fn upgrade(_: &mut Operations) {}
}

mod r151 {
    use migrate_core::prelude::*;

    #[revision(id = "r151", down = "r150")]
    fn upgrade(_: &mut Operations) {}
}

mod r152 {
    use migrate_core::prelude::*;

    #[revision(id = "r152", down = "r151")]
    fn upgrade(_: &mut Operations) {}
}

mod r153 {
    use migrate_core::prelude::*;

    #[revision(id = "r153", down = "r152")]
    fn upgrade(_: &mut Operations) {}
}

mod r154 {
    use migrate_core::prelude::*;

    #[revision(id = "r154", down = "r153")]
    fn upgrade(_: &mut Operations) {}
}

mod r155 {
    use migrate_core::prelude::*;

    #[revision(id = "r155", down = "r154")]
    fn upgrade(_: &mut Operations) {}
}

mod r156 {
    use migrate_core::prelude::*;

    #[revision(id = "r156", down = "r155")]
    fn upgrade(_: &mut Operations) {}
}

mod r157 {
    use migrate_core::prelude::*;

    #[revision(id = "r157", down = "r156")]
    fn upgrade(_: &mut Operations) {}
}

mod r158 {
    use migrate_core::prelude::*;

    #[revision(id = "r158", down = "r157")]
    fn upgrade(_: &mut Operations) {}
}

mod r159 {
    use migrate_core::prelude::*;

    #[revision(id = "r159", down = "r158")]
    fn upgrade(_: &mut Operations) {}
}

mod r160 {
    use migrate_core::prelude::*;

    #[revision(id = "r160", down = "r159")]
    fn upgrade(_: &mut Operations) {}
}

mod r161 {
    use migrate_core::prelude::*;

    #[revision(id = "r161", down = "r160")]
    fn upgrade(_: &mut Operations) {}
}

mod r162 {
    use migrate_core::prelude::*;

    #[revision(id = "r162", down = "r161")]
    fn upgrade(_: &mut Operations) {}
}

mod r163 {
    use migrate_core::prelude::*;

    #[revision(id = "r163", down = "r162")]
    fn upgrade(_: &mut Operations) {}
}

mod r164 {
    use migrate_core::prelude::*;

    #[revision(id = "r164", down = "r163")]
    fn upgrade(_: &mut Operations) {}
}

mod r165 {
    use migrate_core::prelude::*;

    #[revision(id = "r165", down = "r164")]
    fn upgrade(_: &mut Operations) {}
}

mod r166 {
    use migrate_core::prelude::*;

    #[revision(id = "r166", down = "r165")]
    fn upgrade(_: &mut Operations) {}
}

mod r167 {
    use migrate_core::prelude::*;

    #[revision(id = "r167", down = "r166")]
    fn upgrade(_: &mut Operations) {}
}

mod r168 {
    use migrate_core::prelude::*;

    #[revision(id = "r168", down = "r167")]
    fn upgrade(_: &mut Operations) {}
}

mod r169 {
    use migrate_core::prelude::*;

    #[revision(id = "r169", down = "r168")]
    fn upgrade(_: &mut Operations) {}
}

mod r170 {
    use migrate_core::prelude::*;

    #[revision(id = "r170", down = "r169")]
    fn upgrade(_: &mut Operations) {}
}

mod r171 {
    use migrate_core::prelude::*;

    #[revision(id = "r171", down = "r170")]
    fn upgrade(_: &mut Operations) {}
}

mod r172 {
    use migrate_core::prelude::*;

    #[revision(id = "r172", down = "r171")]
    fn upgrade(_: &mut Operations) {}
}

mod r173 {
    use migrate_core::prelude::*;

    #[revision(id = "r173", down = "r172")]
    fn upgrade(_: &mut Operations) {}
}

mod r174 {
    use migrate_core::prelude::*;

    #[revision(id = "r174", down = "r173")]
    fn upgrade(_: &mut Operations) {}
}

mod r175 {
    use migrate_core::prelude::*;

    #[revision(id = "r175", down = "r174")]
    fn upgrade(_: &mut Operations) {}
}

mod r176 {
    use migrate_core::prelude::*;

    #[revision(id = "r176", down = "r175")]
    fn upgrade(_: &mut Operations) {}
}

mod r177 {
    use migrate_core::prelude::*;

    #[revision(id = "r177", down = "r176")]
    fn upgrade(_: &mut Operations) {}
}

mod r178 {
    use migrate_core::prelude::*;

    #[revision(id = "r178", down = "r177")]
    fn upgrade(_: &mut Operations) {}
}

mod r179 {
    use migrate_core::prelude::*;

    #[revision(id = "r179", down = "r178")]
    fn upgrade(_: &mut Operations) {}
}

mod r180 {
    use migrate_core::prelude::*;

    #[revision(id = "r180", down = "r179")]
    fn upgrade(_: &mut Operations) {}
}

mod r181 {
    use migrate_core::prelude::*;

    #[revision(id = "r181", down = "r180")]
    fn upgrade(_: &mut Operations) {}
}

mod r182 {
    use migrate_core::prelude::*;

    #[revision(id = "r182", down = "r181")]
    fn upgrade(_: &mut Operations) {}
}

mod r183 {
    use migrate_core::prelude::*;

    #[revision(id = "r183", down = "r182")]
    fn upgrade(_: &mut Operations) {}
}

mod r184 {
    use migrate_core::prelude::*;

    #[revision(id = "r184", down = "r183")]
    fn upgrade(_: &mut Operations) {}
}

mod r185 {
    use migrate_core::prelude::*;

    #[revision(id = "r185", down = "r184")]
    fn upgrade(_: &mut Operations) {}
}

mod r186 {
    use migrate_core::prelude::*;

    #[revision(id = "r186", down = "r185")]
    fn upgrade(_: &mut Operations) {}
}

mod r187 {
    use migrate_core::prelude::*;

    #[revision(id = "r187", down = "r186")]
    fn upgrade(_: &mut Operations) {}
}

mod r188 {
    use migrate_core::prelude::*;

    #[revision(id = "r188", down = "r187")]
    fn upgrade(_: &mut Operations) {}
}

mod r189 {
    use migrate_core::prelude::*;

    #[revision(id = "r189", down = "r188")]
    fn upgrade(_: &mut Operations) {}
}

mod r190 {
    use migrate_core::prelude::*;

    #[revision(id = "r190", down = "r189")]
    fn upgrade(_: &mut Operations) {}
}

mod r191 {
    use migrate_core::prelude::*;

    #[revision(id = "r191", down = "r190")]
    fn upgrade(_: &mut Operations) {}
}

mod r192 {
    use migrate_core::prelude::*;

    #[revision(id = "r192", down = "r191")]
    fn upgrade(_: &mut Operations) {}
}

mod r193 {
    use migrate_core::prelude::*;

    #[revision(id = "r193", down = "r192")]
    fn upgrade(_: &mut Operations) {}
}

mod r194 {
    use migrate_core::prelude::*;

    #[revision(id = "r194", down = "r193")]
    fn upgrade(_: &mut Operations) {}
}

mod r195 {
    use migrate_core::prelude::*;

    #[revision(id = "r195", down = "r194")]
    fn upgrade(_: &mut Operations) {}
}

mod r196 {
    use migrate_core::prelude::*;

    #[revision(id = "r196", down = "r195")]
    fn upgrade(_: &mut Operations) {}
}

mod r197 {
    use migrate_core::prelude::*;

    #[revision(id = "r197", down = "r196")]
    fn upgrade(_: &mut Operations) {}
}

mod r198 {
    use migrate_core::prelude::*;

    #[revision(id = "r198", down = "r197")]
    fn upgrade(_: &mut Operations) {}
}

mod r199 {
    use migrate_core::prelude::*;

    #[revision(id = "r199", down = "r198")]
    fn upgrade(_: &mut Operations) {}
}

mod r200 {
    use migrate_core::prelude::*;

    #[revision(id = "r200", down = "r199")]
    fn upgrade(_: &mut Operations) {}
}

mod r201 {
    use migrate_core::prelude::*;

    #[revision(id = "r201", down = "r200")]
    fn upgrade(_: &mut Operations) {}
}

mod r202 {
    use migrate_core::prelude::*;

    #[revision(id = "r202", down = "r201")]
    fn upgrade(_: &mut Operations) {}
}

mod r203 {
    use migrate_core::prelude::*;

    #[revision(id = "r203", down = "r202")]
    fn upgrade(_: &mut Operations) {}
}

mod r204 {
    use migrate_core::prelude::*;

    #[revision(id = "r204", down = "r203")]
    fn upgrade(_: &mut Operations) {}
}

mod r205 {
    use migrate_core::prelude::*;

    #[revision(id = "r205", down = "r204")]
    fn upgrade(_: &mut Operations) {}
}

mod r206 {
    use migrate_core::prelude::*;

    #[revision(id = "r206", down = "r205")]
    fn upgrade(_: &mut Operations) {}
}

mod r207 {
    use migrate_core::prelude::*;

    #[revision(id = "r207", down = "r206")]
    fn upgrade(_: &mut Operations) {}
}

mod r208 {
    use migrate_core::prelude::*;

    #[revision(id = "r208", down = "r207")]
    fn upgrade(_: &mut Operations) {}
}

mod r209 {
    use migrate_core::prelude::*;

    #[revision(id = "r209", down = "r208")]
    fn upgrade(_: &mut Operations) {}
}

mod r210 {
    use migrate_core::prelude::*;

    #[revision(id = "r210", down = "r209")]
    fn upgrade(_: &mut Operations) {}
}

mod r211 {
    use migrate_core::prelude::*;

    #[revision(id = "r211", down = "r210")]
    fn upgrade(_: &mut Operations) {}
}

mod r212 {
    use migrate_core::prelude::*;

    #[revision(id = "r212", down = "r211")]
    fn upgrade(_: &mut Operations) {}
}

mod r213 {
    use migrate_core::prelude::*;

    #[revision(id = "r213", down = "r212")]
    fn upgrade(_: &mut Operations) {}
}

mod r214 {
    use migrate_core::prelude::*;

    #[revision(id = "r214", down = "r213")]
    fn upgrade(_: &mut Operations) {}
}

mod r215 {
    use migrate_core::prelude::*;

    #[revision(id = "r215", down = "r214")]
    fn upgrade(_: &mut Operations) {}
}

mod r216 {
    use migrate_core::prelude::*;

    #[revision(id = "r216", down = "r215")]
    fn upgrade(_: &mut Operations) {}
}

mod r217 {
    use migrate_core::prelude::*;

    #[revision(id = "r217", down = "r216")]
    fn upgrade(_: &mut Operations) {}
}

mod r218 {
    use migrate_core::prelude::*;

    #[revision(id = "r218", down = "r217")]
    fn upgrade(_: &mut Operations) {}
}

mod r219 {
    use migrate_core::prelude::*;

    #[revision(id = "r219", down = "r218")]
    fn upgrade(_: &mut Operations) {}
}

mod r220 {
    use migrate_core::prelude::*;

    #[revision(id = "r220", down = "r219")]
    fn upgrade(_: &mut Operations) {}
}

mod r221 {
    use migrate_core::prelude::*;

    #[revision(id = "r221", down = "r220")]
    fn upgrade(_: &mut Operations) {}
}

mod r222 {
    use migrate_core::prelude::*;

    #[revision(id = "r222", down = "r221")]
    fn upgrade(_: &mut Operations) {}
}

mod r223 {
    use migrate_core::prelude::*;

    #[revision(id = "r223", down = "r222")]
    fn upgrade(_: &mut Operations) {}
}

mod r224 {
    use migrate_core::prelude::*;

    #[revision(id = "r224", down = "r223")]
    fn upgrade(_: &mut Operations) {}
}

mod r225 {
    use migrate_core::prelude::*;

    #[revision(id = "r225", down = "r224")]
    fn upgrade(_: &mut Operations) {}
}

mod r226 {
    use migrate_core::prelude::*;

    #[revision(id = "r226", down = "r225")]
    fn upgrade(_: &mut Operations) {}
}

mod r227 {
    use migrate_core::prelude::*;

    #[revision(id = "r227", down = "r226")]
    fn upgrade(_: &mut Operations) {}
}

mod r228 {
    use migrate_core::prelude::*;

    #[revision(id = "r228", down = "r227")]
    fn upgrade(_: &mut Operations) {}
}

mod r229 {
    use migrate_core::prelude::*;

    #[revision(id = "r229", down = "r228")]
    fn upgrade(_: &mut Operations) {}
}

mod r230 {
    use migrate_core::prelude::*;

    #[revision(id = "r230", down = "r229")]
    fn upgrade(_: &mut Operations) {}
}

mod r231 {
    use migrate_core::prelude::*;

    #[revision(id = "r231", down = "r230")]
    fn upgrade(_: &mut Operations) {}
}

mod r232 {
    use migrate_core::prelude::*;

    #[revision(id = "r232", down = "r231")]
    fn upgrade(_: &mut Operations) {}
}

mod r233 {
    use migrate_core::prelude::*;

    #[revision(id = "r233", down = "r232")]
    fn upgrade(_: &mut Operations) {}
}

mod r234 {
    use migrate_core::prelude::*;

    #[revision(id = "r234", down = "r233")]
    fn upgrade(_: &mut Operations) {}
}

mod r235 {
    use migrate_core::prelude::*;

    #[revision(id = "r235", down = "r234")]
    fn upgrade(_: &mut Operations) {}
}

mod r236 {
    use migrate_core::prelude::*;

    #[revision(id = "r236", down = "r235")]
    fn upgrade(_: &mut Operations) {}
}

mod r237 {
    use migrate_core::prelude::*;

    #[revision(id = "r237", down = "r236")]
    fn upgrade(_: &mut Operations) {}
}

mod r238 {
    use migrate_core::prelude::*;

    #[revision(id = "r238", down = "r237")]
    fn upgrade(_: &mut Operations) {}
}

mod r239 {
    use migrate_core::prelude::*;

    #[revision(id = "r239", down = "r238")]
    fn upgrade(_: &mut Operations) {}
}

mod r240 {
    use migrate_core::prelude::*;

    #[revision(id = "r240", down = "r239")]
    fn upgrade(_: &mut Operations) {}
}

mod r241 {
    use migrate_core::prelude::*;

    #[revision(id = "r241", down = "r240")]
    fn upgrade(_: &mut Operations) {}
}

mod r242 {
    use migrate_core::prelude::*;

    #[revision(id = "r242", down = "r241")]
    fn upgrade(_: &mut Operations) {}
}

mod r243 {
    use migrate_core::prelude::*;

    #[revision(id = "r243", down = "r242")]
    fn upgrade(_: &mut Operations) {}
}

mod r244 {
    use migrate_core::prelude::*;

    #[revision(id = "r244", down = "r243")]
    fn upgrade(_: &mut Operations) {}
}

mod r245 {
    use migrate_core::prelude::*;

    #[revision(id = "r245", down = "r244")]
    fn upgrade(_: &mut Operations) {}
}

mod r246 {
    use migrate_core::prelude::*;

    #[revision(id = "r246", down = "r245")]
    fn upgrade(_: &mut Operations) {}
}

mod r247 {
    use migrate_core::prelude::*;

    #[revision(id = "r247", down = "r246")]
    fn upgrade(_: &mut Operations) {}
}

mod r248 {
    use migrate_core::prelude::*;

    #[revision(id = "r248", down = "r247")]
    fn upgrade(_: &mut Operations) {}
}

mod r249 {
    use migrate_core::prelude::*;

    #[revision(id = "r249", down = "r248")]
    fn upgrade(_: &mut Operations) {}
}

mod r250 {
    use migrate_core::prelude::*;

    #[revision(id = "r250", down = "r249")]
    fn upgrade(_: &mut Operations) {}
}

mod r251 {
    use migrate_core::prelude::*;

    #[revision(id = "r251", down = "r250")]
    fn upgrade(_: &mut Operations) {}
}

mod r252 {
    use migrate_core::prelude::*;

    #[revision(id = "r252", down = "r251")]
    fn upgrade(_: &mut Operations) {}
}

mod r253 {
    use migrate_core::prelude::*;

    #[revision(id = "r253", down = "r252")]
    fn upgrade(_: &mut Operations) {}
}

mod r254 {
    use migrate_core::prelude::*;

    #[revision(id = "r254", down = "r253")]
    fn upgrade(_: &mut Operations) {}
}

mod r255 {
    use migrate_core::prelude::*;

    #[revision(id = "r255", down = "r254")]
    fn upgrade(_: &mut Operations) {}
}

mod r256 {
    use migrate_core::prelude::*;

    #[revision(id = "r256", down = "r255")]
    fn upgrade(_: &mut Operations) {}
}

mod r257 {
    use migrate_core::prelude::*;

    #[revision(id = "r257", down = "r256")]
    fn upgrade(_: &mut Operations) {}
}

mod r258 {
    use migrate_core::prelude::*;

    #[revision(id = "r258", down = "r257")]
    fn upgrade(_: &mut Operations) {}
}

mod r259 {
    use migrate_core::prelude::*;

    #[revision(id = "r259", down = "r258")]
    fn upgrade(_: &mut Operations) {}
}

mod r260 {
    use migrate_core::prelude::*;

    #[revision(id = "r260", down = "r259")]
    fn upgrade(_: &mut Operations) {}
}

mod r261 {
    use migrate_core::prelude::*;

    #[revision(id = "r261", down = "r260")]
    fn upgrade(_: &mut Operations) {}
}

mod r262 {
    use migrate_core::prelude::*;

    #[revision(id = "r262", down = "r261")]
    fn upgrade(_: &mut Operations) {}
}

mod r263 {
    use migrate_core::prelude::*;

    #[revision(id = "r263", down = "r262")]
    fn upgrade(_: &mut Operations) {}
}

mod r264 {
    use migrate_core::prelude::*;

    #[revision(id = "r264", down = "r263")]
    fn upgrade(_: &mut Operations) {}
}

mod r265 {
    use migrate_core::prelude::*;

    #[revision(id = "r265", down = "r264")]
    fn upgrade(_: &mut Operations) {}
}

mod r266 {
    use migrate_core::prelude::*;

    #[revision(id = "r266", down = "r265")]
    fn upgrade(_: &mut Operations) {}
}

mod r267 {
    use migrate_core::prelude::*;

    #[revision(id = "r267", down = "r266")]
    fn upgrade(_: &mut Operations) {}
}

mod r268 {
    use migrate_core::prelude::*;

    #[revision(id = "r268", down = "r267")]
    fn upgrade(_: &mut Operations) {}
}

mod r269 {
    use migrate_core::prelude::*;

    #[revision(id = "r269", down = "r268")]
    fn upgrade(_: &mut Operations) {}
}

mod r270 {
    use migrate_core::prelude::*;

    #[revision(id = "r270", down = "r269")]
    fn upgrade(_: &mut Operations) {}
}

mod r271 {
    use migrate_core::prelude::*;

    #[revision(id = "r271", down = "r270")]
    fn upgrade(_: &mut Operations) {}
}

mod r272 {
    use migrate_core::prelude::*;

    #[revision(id = "r272", down = "r271")]
    fn upgrade(_: &mut Operations) {}
}

mod r273 {
    use migrate_core::prelude::*;

    #[revision(id = "r273", down = "r272")]
    fn upgrade(_: &mut Operations) {}
}

mod r274 {
    use migrate_core::prelude::*;

    #[revision(id = "r274", down = "r273")]
    fn upgrade(_: &mut Operations) {}
}

mod r275 {
    use migrate_core::prelude::*;

    #[revision(id = "r275", down = "r274")]
    fn upgrade(_: &mut Operations) {}
}

mod r276 {
    use migrate_core::prelude::*;

    #[revision(id = "r276", down = "r275")]
    fn upgrade(_: &mut Operations) {}
}

mod r277 {
    use migrate_core::prelude::*;

    #[revision(id = "r277", down = "r276")]
    fn upgrade(_: &mut Operations) {}
}

mod r278 {
    use migrate_core::prelude::*;

    #[revision(id = "r278", down = "r277")]
    fn upgrade(_: &mut Operations) {}
}

mod r279 {
    use migrate_core::prelude::*;

    #[revision(id = "r279", down = "r278")]
    fn upgrade(_: &mut Operations) {}
}

mod r280 {
    use migrate_core::prelude::*;

    #[revision(id = "r280", down = "r279")]
    fn upgrade(_: &mut Operations) {}
}

mod r281 {
    use migrate_core::prelude::*;

    #[revision(id = "r281", down = "r280")]
    fn upgrade(_: &mut Operations) {}
}

mod r282 {
    use migrate_core::prelude::*;

    #[revision(id = "r282", down = "r281")]
    fn upgrade(_: &mut Operations) {}
}

mod r283 {
    use migrate_core::prelude::*;

    #[revision(id = "r283", down = "r282")]
    fn upgrade(_: &mut Operations) {}
}

mod r284 {
    use migrate_core::prelude::*;

    #[revision(id = "r284", down = "r283")]
    fn upgrade(_: &mut Operations) {}
}

mod r285 {
    use migrate_core::prelude::*;

    #[revision(id = "r285", down = "r284")]
    fn upgrade(_: &mut Operations) {}
}

mod r286 {
    use migrate_core::prelude::*;

    #[revision(id = "r286", down = "r285")]
    fn upgrade(_: &mut Operations) {}
}

mod r287 {
    use migrate_core::prelude::*;

    #[revision(id = "r287", down = "r286")]
    fn upgrade(_: &mut Operations) {}
}

mod r288 {
    use migrate_core::prelude::*;

    #[revision(id = "r288", down = "r287")]
    fn upgrade(_: &mut Operations) {}
}

mod r289 {
    use migrate_core::prelude::*;

    #[revision(id = "r289", down = "r288")]
    fn upgrade(_: &mut Operations) {}
}

mod r290 {
    use migrate_core::prelude::*;

    #[revision(id = "r290", down = "r289")]
    fn upgrade(_: &mut Operations) {}
}

mod r291 {
    use migrate_core::prelude::*;

    #[revision(id = "r291", down = "r290")]
    fn upgrade(_: &mut Operations) {}
}

mod r292 {
    use migrate_core::prelude::*;

    #[revision(id = "r292", down = "r291")]
    fn upgrade(_: &mut Operations) {}
}

mod r293 {
    use migrate_core::prelude::*;

    #[revision(id = "r293", down = "r292")]
    fn upgrade(_: &mut Operations) {}
}

mod r294 {
    use migrate_core::prelude::*;

    #[revision(id = "r294", down = "r293")]
    fn upgrade(_: &mut Operations) {}
}

mod r295 {
    use migrate_core::prelude::*;

    #[revision(id = "r295", down = "r294")]
    fn upgrade(_: &mut Operations) {}
}

mod r296 {
    use migrate_core::prelude::*;

    #[revision(id = "r296", down = "r295")]
    fn upgrade(_: &mut Operations) {}
}

mod r297 {
    use migrate_core::prelude::*;

    #[revision(id = "r297", down = "r296")]
    fn upgrade(_: &mut Operations) {}
}

mod r298 {
    use migrate_core::prelude::*;

    #[revision(id = "r298", down = "r297")]
    fn upgrade(_: &mut Operations) {}
}

mod r299 {
    use migrate_core::prelude::*;

    #[revision(id = "r299", down = "r298")]
    fn upgrade(_: &mut Operations) {}
}

migrate_core::chain!(pub Shop = "shop");
